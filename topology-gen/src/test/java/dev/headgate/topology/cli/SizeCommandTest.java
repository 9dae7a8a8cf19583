package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The numbers of ../examples/large-clickstream.yaml, computed by hand. */
class SizeCommandTest {
    private static final String FILE = "../examples/large-clickstream.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = HeadgateCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void theTableSaysHowLargeEveryTierIs() {
        assertThat(run("size", FILE)).as(err.toString()).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString().lines().map(String::stripTrailing))
                .anySatisfy(line -> assertThat(line).matches("edge +242 +16\\+1 +fan-in +96,100/s +55MB/s .* 2h .*"))
                .anySatisfy(line -> assertThat(line).matches("core +17 +5\\+1 +fan-in +96,100/s +55MB/s .* 4h .*"))
                // 6 agents, 2 streams, 12 rounds an hour are 144; 198 GB an hour in files of 128 MB are more.
                .contains("raw: 1,550/h files of 128MB");
    }

    @Test
    void everyNumberIsExplained() {
        assertThat(run("explain", FILE, "edge.agents")).isEqualTo(ExitStatus.FINE);
        assertThat(out).hasToString("""
                edge.agents = 17
                    max(⌈senders / fan-in⌉, ⌈events / capacity.events⌉, ⌈bytes / capacity.bytes⌉, 2) + spare
                    max(⌈242 / 16⌉ = 16, ⌈96,100/s / 100000/s⌉ = 1, ⌈55MB/s / 60MB/s⌉ = 1, 2) + 1 = 17
                """);
        assertThat(run("explain", FILE)).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains("core.drain = ", "raw.file-size = ", "core.channel.latest = ");
        assertThat(run("explain", FILE, "edge.agent")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains("Unknown number 'edge.agent'").contains("did you mean 'edge.agents'?");
    }

    @Test
    void growthMultipliesWhatEverybodySends() {
        assertThat(run("size", FILE, "--growth", "2x", "-o", "json")).isEqualTo(ExitStatus.FINE);
        JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(answer.getAsJsonArray("figures")).anySatisfy(figure -> assertThat(figure.toString())
                .contains("\"subject\":\"edge\",\"name\":\"events\",\"amount\":192200.0,\"unit\":\"events/s\""));
        assertThat(run("size", FILE, "--growth", "much")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains("'much' is no factor. Give one such as 2x or 1.5x");
    }

    @Test
    void aShortOutageFillsTheChannelsOfTheStoreAlone() {
        assertThat(run("size", FILE, "--outage", "raw=2h")).isEqualTo(ExitStatus.FINE);
        // 96,100 events/s for 7200 s are 691,920,000.
        assertThat(out.toString())
                .startsWith(
                        "'raw' is down for 2h at the peak:\n  after 0s  channels 'raw' of tier 'core' fill; they are not full when it ends, with 691,920,000 events\n")
                .contains("  nothing is refused, and nothing is lost\n")
                .contains("When it is back, 691,920,000 events are queued; at the peak they are gone after ");
    }

    @Test
    void aLongOutageFillsTierAfterTierAndThenAppServersAreRefused() {
        assertThat(run("size", FILE, "--outage", "raw=10h")).isEqualTo(ExitStatus.FINE);
        // The core holds 4 h on 5 of 6 agents: 4.8 h; the edge 2 h on 16 of 17: 2.125 h; 96,000 events/s of web for the
        // rest.
        assertThat(out.toString())
                .contains("after 0s  channels 'raw' of tier 'core' fill; full after 4h48m")
                .contains("after 4h48m  channels 'hop' of tier 'edge' fill; full after 6h56m")
                .contains("after 6h56m  app servers are refused: 1,062,720,000 events are lost");
        assertThat(run("size", FILE, "--outage", "row=1h")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains("did you mean 'raw'?");
    }
}
