package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.lane.FaultyProxy.Fault;
import dev.headgate.source.lane.LaneSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two agents in processes of their own: they are killed and frozen, and what is between them cuts, while one sends. */
class LaneAgentsFaultIT {
    private static final int EVENTS = 60_000;
    private static final int PUT = 10_000;
    private static final int KILLS = 2;
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final int port = LaneAgents.freePort();
    private final LaneAgents agents;
    private final List<String> bodies =
            IntStream.range(0, EVENTS).mapToObj(number -> "event " + number).toList();

    LaneAgentsFaultIT(@TempDir Path folder) {
        this.folder = folder;
        this.agents = new LaneAgents(folder);
    }

    @AfterEach
    void close() {
        agents.close();
    }

    @ParameterizedTest
    @CsvSource({"sender, false", "receiver, false", "sender receiver, false", "sender receiver, true"})
    void landsEachEventOnceAndInOrderAlthoughAgentsAreKilled(String killed, boolean certified) throws Exception {
        fill();
        startBoth(port, certified ? withCertificates() : PLAIN);
        long left = EVENTS;
        for (int kill = 0; kill < KILLS; kill++) {
            left = awaitProgress(left);
            for (String agent : killed.split(" ", -1)) {
                agents.kill(agent);
            }
        }
        assertEachLandsOnceAndInOrder();
    }

    @Test
    void landsEachEventOnceAndInOrderAlthoughConnectionsAreCutAndHang() throws Exception {
        fill();
        List<Fault> faults = List.of(Fault.CUT_IN_BATCH, Fault.CUT_BEFORE_ANSWER, Fault.CUT_AFTER_ANSWER, Fault.HANG);
        int broken = 2 * faults.size();
        try (FaultyProxy proxy = new FaultyProxy(
                port, connection -> connection <= broken ? faults.get(connection % faults.size()) : Fault.NONE)) {
            startBoth(proxy.port(), LANE_SOURCE);
            assertEachLandsOnceAndInOrder();

            assertThat(proxy.connections()).isEqualTo(broken + 1);
        }
    }

    @Test
    void landsEachEventOnceAndInOrderAlthoughTheReceiverHangs() throws Exception {
        fill();
        startBoth(port, PLAIN);
        long left = EVENTS;
        for (int freeze = 0; freeze < KILLS; freeze++) {
            left = awaitProgress(left);
            signal("STOP", agents.pid("receiver"));
            long failed = agents.metric("sender", "FailedBatchCount").orElse(0);
            await().atMost(30, SECONDS)
                    .until(() -> agents.metric("sender", "FailedBatchCount").orElse(0) > failed);
            signal("CONT", agents.pid("receiver"));
        }
        assertEachLandsOnceAndInOrder();
    }

    @Test
    void waitsWithoutErrorsWhileTheReceiverIsFull() throws Exception {
        fill();
        Map<String, String> receiver = new HashMap<>(LANE_SOURCE.ofReceiver());
        receiver.put("channels.journal.capacity", "20000");
        receiver.put("channels.journal.keep-alive", "100ms");
        startBoth(port, new Keys(Map.of("sinks.lane.batch-events", "5000"), receiver));
        await().atMost(60, SECONDS)
                .until(() -> agents.metric("sender", "RefusedBatchCount").orElse(0) > 1);
        agents.stop("sender", "receiver");

        assertThat(agents.landed("receiver", "journal")).isEqualTo(bodies.subList(0, 20_000));
        for (String agent : List.of("sender", "receiver")) {
            assertThat(agents.logged(agent)).noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "));
        }
        assertThat(agents.logged("receiver"))
                .filteredOn(line -> line.contains("Senders to source 'in' wait"))
                .hasSize(1);
    }

    /** What differs from test to test. */
    private record Keys(Map<String, String> ofSender, Map<String, String> ofReceiver) {}

    private static final Keys PLAIN = new Keys(Map.of(), Map.of());
    private static final Keys LANE_SOURCE = new Keys(Map.of(), Map.of("sources.in.type", LaneSource.class.getName()));

    private Keys withCertificates() throws IOException, InterruptedException {
        Path ofSender = Certificates.make(folder, "edge-01.example.com");
        Path ofReceiver = Certificates.make(folder, "127.0.0.1");
        Map<String, String> sender = new HashMap<>(Map.of("sinks.lane.compression", "deflate"));
        sender.putAll(tls("sinks.lane.", ofSender, ofReceiver));
        sender.put("sinks.lane.tls.verify-host", "false");
        Map<String, String> receiver = new HashMap<>(Map.of("sources.in.compression", "deflate"));
        receiver.putAll(LANE_SOURCE.ofReceiver());
        receiver.putAll(tls("sources.in.", ofReceiver, ofSender));
        receiver.put("sources.in.tls.trusted-names", "*.example.com");
        return new Keys(sender, receiver);
    }

    private static Map<String, String> tls(String component, Path keys, Path trusted) {
        return Map.of(
                component + "tls",
                "true",
                component + "tls.key-store",
                keys.toString(),
                component + "tls.key-store-password",
                PASSWORD,
                component + "tls.trust-store",
                trusted.toString(),
                component + "tls.trust-store-password",
                PASSWORD);
    }

    private void startBoth(int target, Keys keys) throws IOException {
        Map<String, String> receiver = new HashMap<>(agents.journalKeys("receiver", "journal"));
        receiver.put("sources", "in");
        receiver.put("channels", "journal");
        receiver.put("sources.in.type", "avro");
        receiver.put("sources.in.bind", "127.0.0.1");
        receiver.put("sources.in.port", Integer.toString(port));
        receiver.put("sources.in.channels", "journal");
        receiver.putAll(keys.ofReceiver());
        agents.start("receiver", receiver);

        Map<String, String> sender = new HashMap<>(agents.journalKeys("sender", "journal"));
        sender.put("channels", "journal");
        sender.put("sinks", "lane");
        sender.put("sinks.lane.type", LaneSink.class.getName());
        sender.put("sinks.lane.channel", "journal");
        sender.put("sinks.lane.targets", "127.0.0.1:" + target);
        sender.put("sinks.lane.batch-events", "50");
        sender.put("sinks.lane.reply-timeout", "2s");
        sender.putAll(keys.ofSender());
        agents.start("sender", sender);
    }

    /** Waits until the sender has sent some more; gives what is left. */
    private long awaitProgress(long before) {
        await().atMost(60, SECONDS)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> agents.metric("sender", "ChannelSize").orElse(before) < before - 5000);
        long left = agents.metric("sender", "ChannelSize").orElse(before);
        assertThat(left).as("events left").isPositive();
        return left;
    }

    private void assertEachLandsOnceAndInOrder() {
        agents.awaitEmpty("sender");
        agents.stop("sender", "receiver");

        assertThat(agents.landed("receiver", "journal")).isEqualTo(bodies);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void fill() {
        JournalChannel journal = Receiver.journal(agents.journal("sender", "journal"));
        for (int from = 0; from < EVENTS; from += PUT) {
            List<Event> events = bodies.subList(from, from + PUT).stream()
                    .map(body -> SinkRun.event(body, Map.of("origin", "web-001")))
                    .toList();
            SinkRun.put(journal, events);
        }
        journal.stop();
    }
}
