package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.headgate.topology.FlumeLinks;
import dev.headgate.topology.Written;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The classes of a Flume install look last, and what they find is shown in the topology; every environment is looked at. */
class LastStageTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private String answer = "";
    private String errors = "";

    private FlumeLinks flume = new FlumeLinks(folder);

    @BeforeEach
    void assemble() throws IOException {
        file = Files.writeString(folder.resolve("small.yaml"), Written.SMALL.text());
        flume = FlumeLinks.in(folder.resolve("flume"));
    }

    @AfterEach
    void unlink() throws IOException {
        flume.close();
    }

    private int run(String... arguments) {
        StringWriter result = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = HeadgateCommand.commandLine();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = line.setOut(new PrintWriter(result, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        answer = result.toString().replace(folder.toString(), "F");
        errors = err.toString().replace(folder.toString(), "F");
        return status;
    }

    @Test
    void whatFlumeWouldDropIsShownInTheTopologyAndNothingIsWritten() {

        assertThat(run("validate", file.toString(), "--flume", flume.home().toString()))
                .isEqualTo(ExitStatus.NO);
        assertThat(answer)
                .contains(
                        "F/small.yaml:7:3: error[dropped-component]: Flume in 'F/flume' would run agent 'store-01' without sink 'raw': class dev.headgate.sink.hdfs.HdfsSink is in none of its jars. Mend it, or Flume's lib and plugins.d.\n")
                .contains(
                        "F/small.yaml:5:3: error[dropped-component]: Flume in 'F/flume' would run agent 'store-01' without channel 'raw'")
                .contains("      raw: { kind: hdfs, path: \"hdfs://nn/raw\" }\n      ^\n");
        assertThat(run(
                        "render",
                        file.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--flume",
                        flume.home().toString()))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .contains("F/small.yaml:7:3: error[dropped-component]")
                .endsWith("errors. Nothing was written.\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void everyEnvironmentIsLookedAtAndNamed() throws IOException {
        Files.writeString(
                file,
                Written.SMALL.with("hdfs://nn/raw", "hdfs://nn/${environment}").text() + """
                        environments:
                          production: {}
                          staging: { tiers: { store: { hosts: "stage-[1-3]", fan-in: 0, holdd: 1s } } }
                          testing: { tiers: { store: { hosts: "test-[1-3]", holdd: 1s } } }
                        """);

        assertThat(run("validate", file.toString())).isEqualTo(ExitStatus.NO);
        assertThat(answer)
                .contains("out of bounds. Give 1 to 10000. (environment staging)\n")
                .contains(
                        "F/small.yaml: fine in production. 3 agents: 3 store.\nF/small.yaml: 2 errors in staging.\nF/small.yaml: 1 error in testing.\n");
        assertThat(run("validate", file.toString(), "--environment", "production"))
                .isEqualTo(ExitStatus.FINE);
        assertThat(run("validate", "-o", "json", file.toString())).isEqualTo(ExitStatus.NO);
        JsonObject json = JsonParser.parseString(answer).getAsJsonObject();
        assertThat(json.get("valid").getAsBoolean()).isFalse();
        assertThat(json.getAsJsonArray("problems"))
                .extracting(problem ->
                        problem.getAsJsonObject().getAsJsonArray("environments").toString())
                .containsExactlyInAnyOrder("[\"staging\"]", "[\"staging\"]", "[\"testing\"]");
    }

    @Test
    void whatIsWrongInAllEnvironmentsIsSaidOnce() throws IOException {
        Files.writeString(
                file,
                Written.SMALL
                                .with("hdfs://nn/raw", "hdfs://nn/${environment}")
                                .with("event-size: 1KB", "event-size: 1 kilo")
                                .text()
                        + "environments: { one: {}, two: { tiers: { store: { hosts: \"two-[1-3]\" } } } }\n");

        assertThat(run("validate", file.toString())).isEqualTo(ExitStatus.NO);
        assertThat(answer.lines()
                        .filter(line -> line.contains("error[bad-value]"))
                        .toList())
                .singleElement()
                .asString()
                .endsWith(" (environments one, two)");
        assertThat(answer).endsWith("F/small.yaml: 1 error in one.\nF/small.yaml: 1 error in two.\n");
    }
}
