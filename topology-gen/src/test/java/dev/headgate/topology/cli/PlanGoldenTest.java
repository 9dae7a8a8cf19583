package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whole plans, in words and in JSON, of one edit after the other. {@code -Dgolden.update=true} writes them anew. */
class PlanGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/plans");
    private static final String TOPOLOGY = """
            topology: small
            app-servers:
              web: { hosts: "web-[01-12]", events: 400/s, event-size: 600B, send: avro }
            tiers:
              edge: { hosts: "edge-[1-9]", fan-in: 4, spare: 0, hold: 1h }
              store: { hosts: "store-[1-4]", fan-in: 8, spare: 0, hold: 1h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
            routes:
              - { streams: web, to: raw }
            """;

    @TempDir
    private Path folder = Path.of("");

    private String run(String... arguments) {
        StringWriter result = new StringWriter();
        CommandLine command = HeadgateCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        command.setOut(new PrintWriter(result, true))
                .setErr(new PrintWriter(result, true))
                .execute(arguments);
        return result.toString().replace(folder.toString(), "FOLDER");
    }

    private void plansAsBefore(String name, String topology) throws IOException {
        Path file = Files.writeString(folder.resolve("small.yaml"), topology);
        String out = folder.resolve("out").toString();
        isAsBefore(GOLDEN.resolve(name + ".txt"), run("plan", file.toString(), "--out", out));
        isAsBefore(GOLDEN.resolve(name + ".json"), run("plan", file.toString(), "--out", out, "-o", "json"));
        run("render", file.toString(), "--out", out);
    }

    private static void isAsBefore(Path golden, String answer) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, answer);
        }
        assertThat(golden).hasContent(answer);
    }

    @Test
    void oneEditAfterTheOther() throws IOException {
        plansAsBefore("1-first", TOPOLOGY);
        plansAsBefore("2-nothing", TOPOLOGY);
        String grown = TOPOLOGY.replace("web-[01-12]", "web-[01-17]");
        plansAsBefore("3-more-app-servers", grown);
        plansAsBefore("4-other-heap", grown.replace("hosts: \"store-[1-4]\"", "heap: 1GB, hosts: \"store-[1-4]\""));
        plansAsBefore("5-host-leaves", grown.replace("edge-[1-9]", "edge-[2-9]"));
        plansAsBefore("6-folder-moves", grown + "directories: { data: /data1 }\n");
    }
}
