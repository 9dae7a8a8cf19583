package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.topology.Seeded;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flume.conf.FlumeConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Plans, what is rendered by them, and what becomes of agents that leave. */
class PlanCommandTest {
    private static final String TOPOLOGY = """
            topology: small
            app-servers:
              web: { hosts: "web-[01-40]", events: 400/s, event-size: 600B, send: avro }
            tiers:
              edge: { hosts: "edge-[01-09]", fan-in: 10, spare: 1, hold: 1h }
              store: { hosts: "store-[1-3]", fan-in: 8, spare: 1, hold: 1h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
            routes:
              - { streams: web, to: raw }
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Path out = Path.of("");
    private String answer = "";
    private String errors = "";

    @BeforeEach
    void names() {
        file = folder.resolve("small.yaml");
        out = folder.resolve("out");
    }

    private int run(String... arguments) {
        StringWriter result = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = HeadgateCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = command.setOut(new PrintWriter(result, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        answer = result.toString();
        errors = err.toString();
        return status;
    }

    private void write(String topology) {
        try {
            Files.writeString(file, topology);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int plan(String... more) {
        return run(with("plan", more));
    }

    private int render(String... more) {
        return run(with("render", more));
    }

    private String[] with(String command, String... more) {
        return Stream.concat(Stream.of(command, file.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private Map<String, String> actions() {
        assertThat(plan("-o", "json")).as(errors).isIn(ExitStatus.FINE, ExitStatus.NO);
        Map<String, String> actions = new TreeMap<>();
        for (JsonElement agent :
                JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("agents")) {
            JsonObject entry = agent.getAsJsonObject();
            actions.put(entry.get("agent").getAsString(), entry.get("action").getAsString());
        }
        return actions;
    }

    private static List<String> of(Map<String, String> actions, String action) {
        return actions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(action))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void theFolderOfAnotherTopologyIsNotTouched() throws IOException {
        write(TOPOLOGY);
        assertThat(render()).isEqualTo(ExitStatus.FINE);
        Path other =
                Files.writeString(folder.resolve("other.yaml"), TOPOLOGY.replace("topology: small", "topology: other"));
        Path manifest = out.resolve("headgate-manifest.json");
        String before = Files.readString(manifest);

        assertThat(run("render", other.toString(), "--out", out.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("for topology 'other': it holds the files of 'small'. Give each topology");
        assertThat(manifest).hasContent(before.strip());
        assertThat(folder.resolve("other.lock.yaml")).doesNotExist();
    }

    @Test
    void aLockThatCannotBeWrittenKeepsTheFilesUnwrittenToo() throws IOException {
        write(TOPOLOGY);
        Path lock = Files.createDirectory(folder.resolve("lock"));

        assertThat(run("render", file.toString(), "--out", out.toString(), "--lock", lock.toString()))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(out).doesNotExist();
    }

    @Test
    void whatWasRenderedNeedsNothing() {
        write(TOPOLOGY);
        assertThat(plan("--exit-code")).isEqualTo(ExitStatus.NO);
        assertThat(out).doesNotExist();
        assertThat(folder.resolve("small.lock.yaml")).doesNotExist();
        assertThat(render()).isEqualTo(ExitStatus.FINE);
        assertThat(answer).contains("lock    " + folder.resolve("small.lock.yaml") + "\n");

        assertThat(plan("--exit-code")).isEqualTo(ExitStatus.FINE);
        assertThat(answer)
                .isEqualTo(
                        "store-01 carries 40% of tier store, over a third: 5 senders, each bound to one agent, on 3 agents. A host more in 'tiers.store.hosts' gives it one agent more.\n"
                                + file + ": 8 unchanged; 0 of 40 app servers and 0 of 5 lanes move.\n");
        plan("-o", "json");
        assertThat(JsonParser.parseString(answer).getAsJsonObject().getAsJsonArray("uneven"))
                .singleElement()
                .extracting(share -> share.getAsJsonObject().get("agent").getAsString())
                .isEqualTo("store-01");
        assertThat(errors).isEmpty();
    }

    @Test
    void aPlanSaysWhatIsAddedAndWhoMoves() {
        write(TOPOLOGY);
        render();
        write(TOPOLOGY.replace("web-[01-40]", "web-[01-44]"));

        assertThat(plan()).isEqualTo(ExitStatus.FINE);
        assertThat(answer)
                .startsWith(
                        "+ added     edge-06 on edge-06\n~ reloaded  store-01 on store-1\n    flume.conf channels.raw.capacity: ")
                .contains("moves\n    web/web-", " -> edge-06\n")
                .endsWith(": 1 added, 3 reloaded, 5 unchanged; 3 of 44 app servers and 0 of 6 lanes move.\n");
    }

    @Test
    void anotherHeapIsARestartAndAnotherPathAReload() {
        write(TOPOLOGY);
        render();
        write(TOPOLOGY.replace("fan-in: 8,", "fan-in: 8, heap: 1GB,").replace("nn/raw", "nn/cooked"));

        assertThat(of(actions(), "restarted")).containsExactly("store-01", "store-02", "store-03");
        plan();
        assertThat(answer)
                .contains("    flume.conf sinks.raw.path: hdfs://nn/raw -> hdfs://nn/cooked\n")
                .contains("-Xmx: ");

        write(TOPOLOGY.replace("nn/raw", "nn/cooked"));
        assertThat(of(actions(), "reloaded")).containsExactly("store-01", "store-02", "store-03");
    }

    @Test
    void onlyWhatTheJvmReadsAtItsStartIsARestart() {
        write(TOPOLOGY);
        render();

        write(TOPOLOGY.replace("fan-in: 8,", "fan-in: 8, jvm-options: [-XX:+UseParallelGC],"));
        assertThat(of(actions(), "restarted")).containsExactly("store-01", "store-02", "store-03");
        write(TOPOLOGY + "directories: { logs: /logs2 }\n");
        assertThat(of(actions(), "reloaded")).hasSize(8);
    }

    @Test
    void aChannelThatGoesOrBecomesAnotherIsRefused() {
        write(TOPOLOGY.replace("stores:\n", "stores:\n  bus: { kind: kafka, brokers: \"k1:9092\", topic: t }\n")
                .replace("to: raw", "to: [raw, bus]"));
        render();

        write(TOPOLOGY);
        assertThat(of(actions(), "refused")).containsExactly("store-01", "store-02", "store-03");
        assertThat(answer).contains("channel 'bus' goes: what it holds would stay behind (nobody asked");
        write(TOPOLOGY.replace("fan-in: 10,", "fan-in: 10, channel: file,"));
        assertThat(of(actions(), "refused")).hasSize(8).contains("edge-05");
        assertThat(answer)
                .contains(
                        "channel 'hop' becomes a file channel: what the journal channel holds would stay behind (nobody asked");
    }

    @Test
    void whatWouldPartAnAgentFromItsEventsIsRefused() throws IOException {
        write(TOPOLOGY);
        render();
        Map<String, String> before = files();
        write(TOPOLOGY + "directories: { data: /data2 }\n");

        assertThat(plan()).isEqualTo(ExitStatus.NO);
        assertThat(answer)
                .contains(
                        "# refused   edge-01 on edge-01\n    its folder moves from '/var/lib/headgate/edge-01' to '/data2/edge-01': its channels would begin empty there (nobody asked what 'hop' holds).\n");
        assertThat(render()).isEqualTo(ExitStatus.NO);
        assertThat(errors)
                .contains("headgate: Refused for agent 'edge-01': its folder moves")
                .endsWith(
                        "Nothing was written. With --live the agents are asked what they hold; --accept AGENT says that its events are safe.\n");
        assertThat(files()).isEqualTo(before);

        write(TOPOLOGY.replace("spare: 1, hold: 1h }\n  store", "spare: 1, hold: 10m }\n  store"));
        assertThat(of(actions(), "refused")).hasSize(5).contains("edge-05");
        assertThat(answer).contains("channel 'hop' shrinks from 14,400,000 to 2,400,000 events (nobody asked");
        assertThat(plan("--accept", "edge-01", "--accept", "edge-02")).isEqualTo(ExitStatus.NO);
        assertThat(answer).contains("~ reloaded  edge-02").contains("# refused   edge-03");
        assertThat(plan("--accept", "edge-1")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .contains(
                        "Unknown agent 'edge-1' in --accept: the lock has none of that name; did you mean 'edge-01'?");
    }

    @Test
    void whatRawKeysShrinkIsRefusedToo() {
        write(TOPOLOGY);
        render();

        write(TOPOLOGY.replace("fan-in: 8,", "fan-in: 8, raw: { channel: { capacity-bytes: 2GB } },"));
        assertThat(of(actions(), "refused")).containsExactly("store-01", "store-02", "store-03");
        assertThat(answer).contains("channel 'raw' shrinks from 26780MB to 2GB (nobody asked what 'raw' holds).");
        write(TOPOLOGY.replace("fan-in: 8,", "fan-in: 8, raw: { channel: { capacity: 20000 } },"));
        assertThat(of(actions(), "refused")).containsExactly("store-01", "store-02", "store-03");
        assertThat(answer)
                .contains("channel 'raw' shrinks from 28,800,000 to 20,000 events (nobody asked what 'raw' holds).");
    }

    @Test
    void aChannelInAnotherKafkaBeginsEmpty() {
        String kafka =
                TOPOLOGY.replace("fan-in: 8,", "fan-in: 8, channel: kafka, channel-brokers: \"k1:9092,k2:9092\",");
        write(kafka);
        render();

        write(kafka.replace("k1:9092,", "k3:9092,"));
        assertThat(of(actions(), "reloaded")).containsExactly("store-01", "store-02", "store-03");
        write(kafka.replace("k1:9092,k2", "k3:9092,k4"));
        assertThat(of(actions(), "refused")).containsExactly("store-01", "store-02", "store-03");
    }

    @Test
    void aLostLockPartsNobodyFromItsEvents() throws IOException {
        write(TOPOLOGY);
        render();
        write(TOPOLOGY.replace("edge-[01-09]", "edge-[02-09]"));
        render();
        assertThat(run("drain", file.toString(), "--done", "edge-01", "--accept-loss"))
                .isEqualTo(ExitStatus.FINE);
        render();
        Path lock = folder.resolve("small.lock.yaml");
        byte[] kept = Files.readAllBytes(lock);
        Map<String, String> before = files();

        // Given out anew, edge-01 would be on edge-02, and nobody would be called edge-06.
        Files.delete(lock);
        assertThat(plan()).isEqualTo(ExitStatus.NO);
        assertThat(answer)
                .contains(
                        "# refused   edge-02 on edge-03\n    it moves from edge-02 to edge-03, and the lock that knew of it is lost (nobody knows what it holds). Restore the lock from version control.\n")
                .contains("# refused   edge-06 on edge-06\n    the agent goes, and was not drained, and the lock");
        assertThat(render()).isEqualTo(ExitStatus.NO);
        assertThat(files()).isEqualTo(before);
        assertThat(lock).doesNotExist();
        assertThat(plan("--accept", "edge-06", "--accept", "edge-07")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(plan("--accept", "edge-06", "--accept", "edge-02")).isEqualTo(ExitStatus.NO);
        assertThat(answer).contains("x removed   edge-06").doesNotContain("refused   edge-02");

        Files.write(lock, kept);
        assertThat(plan("--exit-code")).as(answer).isEqualTo(ExitStatus.FINE);
    }

    @Test
    void aLockThatIsLostWhereItWouldBeTheSameIsMadeAgain() throws IOException {
        write(TOPOLOGY);
        render();
        Path lock = folder.resolve("small.lock.yaml");
        byte[] kept = Files.readAllBytes(lock);

        Files.delete(lock);

        assertThat(render()).as(errors).isEqualTo(ExitStatus.FINE);
        assertThat(lock).hasBinaryContent(kept);
    }

    @Test
    void anAgentOfANameThatWasTakenOutIsNew() {
        write(TOPOLOGY);
        render();
        write(TOPOLOGY.replace("web-[01-40]", "web-[01-15]"));
        render();
        run("drain", file.toString(), "--done", "edge-05", "--accept-loss");
        render();

        write(TOPOLOGY);
        assertThat(actions()).containsEntry("edge-05", "added");
    }

    @Test
    void renderedFilesThatWereBrokenAreWrittenAnew() throws IOException {
        write(TOPOLOGY);
        render();
        Files.writeString(out.resolve("agents/edge-01/flume.conf"), "edge-01.channels = \\u00\n");

        assertThat(of(actions(), "reloaded")).containsExactly("edge-01");
        assertThat(render()).as(errors).isEqualTo(ExitStatus.FINE);
        assertThat(plan("--exit-code")).isEqualTo(ExitStatus.FINE);
    }

    @Test
    void aChannelOfTooFewBytesIsRefused() {
        write(TOPOLOGY.replace("600B", "2KB"));
        render();

        // More events, which are far smaller.
        write(TOPOLOGY.replace("400/s, event-size: 600B", "500/s, event-size: 10B"));
        assertThat(of(actions(), "refused")).contains("store-01", "edge-01");
        assertThat(answer).containsPattern("channel 'raw' shrinks from \\d+MB to \\d+MB \\(nobody asked");
        // The lock knows it without the folder.
        assertThat(run("plan", file.toString(), "--out", folder.resolve("empty").toString()))
                .isEqualTo(ExitStatus.NO);
        assertThat(answer).contains("# refused   store-01").contains("channel 'raw' shrinks from ");
    }

    @Test
    void anAgentThatSaysWhatItHoldsMayShrink() throws IOException {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        long[] held = {400_000};
        page.createContext("/metrics", exchange -> {
            byte[] body = ("flume_channel_size{name=\"raw\"} " + held[0] + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        try {
            int port = page.getAddress().getPort();
            String lone = TOPOLOGY.replaceAll("(?m)^  edge:.*\\n", "")
                            .replace(
                                    "store-[1-3]\", fan-in: 8, spare: 1",
                                    "127.0.0.1\", agents-per-host: 2, fan-in: 40, spare: 0")
                    + "ports: " + (port - 1) + "\n";
            write(lone);
            render();
            write(lone.replace("1h", "1m"));

            // The second agent's page is where nobody listens, or nobody of ours.
            plan("--live");
            assertThat(answer).contains("~ reloaded  store-01");
            held[0] = 10_000_000;
            assertThat(plan("--live")).isEqualTo(ExitStatus.NO);
            assertThat(answer).contains("# refused   store-01").contains("('raw' holds 10,000,000 events)");
        } finally {
            page.stop(0);
        }
    }

    @Test
    void renderingWritesWhatWasPlannedWhateverIsEdited() {
        Seeded.rounds(6, random -> {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(path);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            for (int edit = 0; edit < 3; edit++) {
                write(edited(random));
                plan("-o", "json");
                JsonObject planned = JsonParser.parseString(answer).getAsJsonObject();
                Map<String, String> before = files();
                List<String> accept = new ArrayList<>();
                planned.getAsJsonArray("agents").forEach(agent -> {
                    if (agent.getAsJsonObject().get("action").getAsString().equals("refused")) {
                        accept.add("--accept");
                        accept.add(agent.getAsJsonObject().get("agent").getAsString());
                    }
                });
                assertThat(render(accept.toArray(String[]::new))).as(errors).isEqualTo(ExitStatus.FINE);
                Map<String, String> after = files();
                List<String> written = after.keySet().stream()
                        .filter(name -> !Objects.equals(after.get(name), before.get(name)))
                        .toList();
                assertThat(written).containsExactlyInAnyOrderElementsOf(said(planned));
                assertThat(plan("--exit-code")).as(answer).isEqualTo(ExitStatus.FINE);
            }
        });
    }

    private static List<String> said(JsonObject planned) {
        JsonObject files = planned.getAsJsonObject("files");
        List<String> names = new ArrayList<>();
        for (String list : List.of("added", "changed")) {
            files.getAsJsonArray(list).forEach(name -> names.add(name.getAsString()));
        }
        return names;
    }

    private static String edited(Random random) {
        return TOPOLOGY.replace("web-[01-40]", "web-[01-" + (10 + random.nextInt(70)) + "]")
                .replace("edge-[01-09]", "edge-[0" + (1 + random.nextInt(2)) + "-12]")
                .replace("hold: 1h }\n  store", "hold: " + (1 + random.nextInt(3)) + "h }\n  store");
    }

    private Map<String, String> files() {
        if (!Files.exists(out)) {
            return Map.of();
        }
        try (Stream<Path> walk = Files.walk(out)) {
            return walk.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(path -> out.relativize(path).toString(), PlanCommandTest::text));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void anAgentThatLeavesIsDrainedAndThenTakenOut() throws IOException {
        write(TOPOLOGY);
        render();
        write(TOPOLOGY.replace("web-[01-40]", "web-[01-15]"));
        assertThat(of(actions(), "drained")).containsExactly("edge-05");
        assertThat(render()).isEqualTo(ExitStatus.FINE);
        String conf = text(out.resolve("agents/edge-05/flume.conf"));
        assertThat(conf)
                .doesNotContain("edge-05.sources")
                .contains("edge-05.channels = hop")
                .contains("edge-05.sinks = ");
        Properties keys = new Properties();
        keys.load(new StringReader(conf));
        // Flume runs an agent without sources.
        assertThat(new FlumeConfiguration(keys.stringPropertyNames().stream()
                                .collect(Collectors.toMap(key -> key, keys::getProperty)))
                        .getConfigurationFor("edge-05")
                        .getSinkSet())
                .containsExactly("hop");
        assertThat(plan("--exit-code")).isEqualTo(ExitStatus.FINE);

        String drain = file.toString();
        Path page = Files.writeString(folder.resolve("page"), "flume_channel_size{name=\"hop\"} 1234\n");
        assertThat(run("drain", drain, "--done", "edge-05", "--metrics", page.toString()))
                .isEqualTo(ExitStatus.NO);
        assertThat(errors)
                .isEqualTo(
                        "Agent 'edge-05' still holds 1,234 events in channel 'hop'. Wait until they are sent on; 'headgate drain' shows how many are left.\n");
        Files.writeString(
                page, "flume_channel_size{name=\"hop\"} 0\nflume_source_event_accepted_total{name=\"web\"} 1\n");
        assertThat(run("drain", drain, "--done", "edge-05", "--metrics", page.toString()))
                .isEqualTo(ExitStatus.NO);
        assertThat(errors).startsWith("Agent 'edge-05' still takes events by web");
        Files.writeString(
                page,
                "flume_channel_size{name=\"hop\"} 0.0\nflume_source_event_accepted_total{name=\"web\"} 1\nflume_source_stop_time{name=\"web\"} 1700000000000\n");
        assertThat(run("drain", drain, "--done", "edge-05", "--metrics", page.toString()))
                .isEqualTo(ExitStatus.FINE);
        assertThat(answer).startsWith("edge-05: out of the lock. Stop it on edge-05, render again");

        assertThat(of(actions(), "removed")).containsExactly("edge-05");
        assertThat(render()).isEqualTo(ExitStatus.FINE);
        assertThat(answer).contains("keep    agents/edge-05/flume.conf (no longer part of the topology)");
        assertThat(actions()).doesNotContainKey("edge-05").containsEntry("edge-04", "unchanged");
    }

    @Test
    void twiceTheAppServersOfTheExampleRestartNothingThatStands() throws IOException {
        String example = Files.readString(Path.of("../examples/large-clickstream.yaml"));
        write(example);
        assertThat(render()).as(errors).isEqualTo(ExitStatus.FINE);
        write(example.replace("hosts: web-[001-240]", "hosts: web-[001-480]"));

        Map<String, String> actions = actions();

        assertThat(of(actions, "added")).hasSize(20).contains("edge-18", "edge-33", "core-10");
        // Their hold is 4 hours of a ninth more events.
        assertThat(of(actions, "reloaded"))
                .containsExactly("core-01", "core-02", "core-03", "core-04", "core-05", "core-06");
        assertThat(actions.values()).containsOnly("added", "reloaded", "unchanged");
        plan();
        assertThat(answer)
                .contains("    flume.conf channels.raw.capacity: 276768000 -> 307360000\n")
                .endsWith(": 20 added, 6 reloaded, 19 unchanged; 0 of 480 app servers and 0 of 35 lanes move.\n");
        assertThat(render()).as(errors).isEqualTo(ExitStatus.FINE);
        assertThat(plan("--exit-code")).as(answer).isEqualTo(ExitStatus.FINE);
    }

    @Test
    void nobodyIsTakenOutUnasked() {
        write(TOPOLOGY);
        render();
        assertThat(run("drain", file.toString())).isEqualTo(ExitStatus.FINE);
        assertThat(answer).isEqualTo("No agent is draining.\n");
        assertThat(run("drain", file.toString(), "--done", "edge-01")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("Cannot take agent 'edge-01' out: it is not draining");
        assertThat(run("drain", file.toString(), "--done", "edge-77")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("Unknown agent 'edge-77': the lock has none of that name. No agent is draining.");

        write(TOPOLOGY.replace("web-[01-40]", "web-[01-15]"));
        render();
        assertThat(run("drain", file.toString(), "--done", "edge-05", "--metrics", "http://127.0.0.1:1/metrics"))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .startsWith(
                        "headgate: Cannot read the metrics of agent 'edge-05' at 'http://127.0.0.1:1/metrics': nobody listens there.");
        assertThat(run("drain", file.toString(), "--done", "edge-05", "--metrics", file.toString()))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("it names no channel");
        assertThat(run("drain", file.toString(), "--done", "edge-05", "--accept-loss"))
                .isEqualTo(ExitStatus.FINE);
    }

    @Test
    void aBrokenLockIsSaidWithItsPlaceAndNothingIsWritten() throws IOException {
        write(TOPOLOGY);
        render();
        Path lock = folder.resolve("small.lock.yaml");
        Files.writeString(lock, Files.readString(lock).replaceFirst("tier: edge", "teir: edge"));

        assertThat(plan()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("small.lock.yaml:7:5: error[unknown-key]: Unknown key 'teir' in agent 'edge-01'");
        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("validate", file.toString())).isEqualTo(ExitStatus.NO);
        assertThat(run("drain", file.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);

        Files.writeString(lock, "lock: 1\ntopology: other\nagents: {}\napp-servers: {}\n");
        assertThat(plan()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("error[lock-contradiction]: The lock is of topology 'other', and this is 'small'");
    }
}
