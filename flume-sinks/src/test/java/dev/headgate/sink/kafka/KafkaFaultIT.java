package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.lane.LaneAgents;
import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class KafkaFaultIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> STEPS = List.of(
            "before initTransactions 1",
            "after initTransactions 1",
            "before beginTransaction 1",
            "after beginTransaction 2",
            "before send 1",
            "after send 250",
            "before flush 3",
            "after flush 1",
            "before sendOffsetsToTransaction 1",
            "after sendOffsetsToTransaction 2",
            "before commitTransaction 3",
            "after commitTransaction 1",
            "after commitTransaction 3");

    private final Path folder;
    private final KafkaBroker broker;

    KafkaFaultIT(@TempDir Path folder) {
        this.folder = folder;
        this.broker =
                KafkaBroker.start(Path.of(System.getProperty("headgate.home")), folder.resolve("kafka"), PATIENCE);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void landsEachEventOnceWhereverItIsKilled() throws Exception {
        KafkaTopics.create(broker.brokers(), "killed", 3);
        Path directory = folder.resolve("killed");
        JournalChannel journal = SinkRun.journal(directory);
        SinkRun.put(journal, events(0, 5000));
        journal.stop();

        for (String step : STEPS) {
            Process child = KafkaSinkChild.start(directory, broker.brokers(), "killed", step);
            assertThat(child.onExit().get().exitValue()).as(step).isEqualTo(137);
        }
        Process last = KafkaSinkChild.start(directory, broker.brokers(), "killed", "never");

        assertThat(last.onExit().get().exitValue()).isZero();
        assertThat(landed("killed")).containsExactlyInAnyOrderElementsOf(sequences(5000));
    }

    @Test
    void ridesOutABrokerThatIsKilledInMidTransaction() throws Exception {
        KafkaTopics.create(broker.brokers(), "ridden", 3);
        JournalChannel journal = SinkRun.journal(folder.resolve("ridden"));
        SinkRun.put(journal, events(0, 20_000));
        SinkRun run = start(journal, "ridden", Map.of("transaction-events", "2000"));
        run.turn();
        run.turn();
        Thread sending = new Thread(() -> run.drain(journal, PATIENCE), "sending");
        sending.start();
        await().atMost(PATIENCE).until(() -> SinkRun.depth(journal) < 14_000);

        broker.kill();
        SinkRun.put(journal, events(20_000, 1000));
        broker.start();
        sending.join(PATIENCE.toMillis());

        assertThat(SinkRun.depth(journal)).isZero();
        run.stop();
        journal.stop();
        assertThat(landed("ridden")).containsExactlyInAnyOrderElementsOf(sequences(21_000));
    }

    @Test
    void leavesOneWriterOfANameAtWork() throws Exception {
        KafkaTopics.create(broker.brokers(), "named", 1);
        JournalChannel first = SinkRun.journal(folder.resolve("named-1"));
        JournalChannel second = SinkRun.journal(folder.resolve("named-2"));
        SettableClock clock = new SettableClock();
        SinkRun fenced = startNamed("fenced", clock, first);
        SinkRun.put(first, events(0, 100));
        fenced.drain(first, PATIENCE);
        SinkRun working = startNamed("working", Clock.systemUTC(), second);
        SinkRun.put(second, events(100, 100));
        working.drain(second, PATIENCE);

        SinkRun.put(first, events(200, 100));
        assertThat(fenced.turn()).isEqualTo(Status.BACKOFF);
        for (int turn = 3; turn < 6; turn++) {
            SinkRun.put(second, events(100 * turn, 100));
            working.drain(second, PATIENCE);
            assertThat(fenced.turn()).isEqualTo(Status.BACKOFF);
            assertThat(fenced.state()).startsWith("waiting ").contains("another sink writes as 'headgate-shared'");
            clock.pass(Duration.ofSeconds(31));
        }
        assertThat(working.counted("FailedBatchCount")).isZero();
        assertThat(SinkRun.depth(first)).isEqualTo(100);

        working.stop();
        fenced.turn();
        clock.pass(Duration.ofSeconds(31));
        fenced.drain(first, PATIENCE);
        assertThat(fenced.state()).isEqualTo("delivering ");
        fenced.stop();
        first.stop();
        second.stop();
        assertThat(landed("named")).containsExactlyInAnyOrderElementsOf(sequences(600));
    }

    /** The later one fences the earlier, which waits, and is killed; a third goes on with what the earlier had. */
    @Test
    void landsEachEventOnceAlthoughTwoAgentsWriteByOneName() throws Exception {
        KafkaTopics.create(broker.brokers(), "agents", 2);
        Path first;
        try (LaneAgents agents = new LaneAgents(folder.resolve("agents"))) {
            first = agents.journal("first", "journal");
            fill(first, events(0, 30_000));
            fill(agents.journal("second", "journal"), events(30_000, 100));
            startAgent(agents, "first");
            await().atMost(PATIENCE)
                    .until(() -> agents.metric("first", "ChannelSize").orElse(30_000) < 30_000);
            startAgent(agents, "second");
            await().atMost(PATIENCE).until(() -> agents.logged("first").stream()
                    .anyMatch(line -> line.contains("another sink writes as 'headgate-shared'")));
            agents.awaitEmpty("second");
            agents.kill("first");
        }
        JournalChannel left = SinkRun.journal(first);
        assertThat(SinkRun.depth(left)).isPositive();
        SinkRun run = start(left, "agents", Map.of("writer", "shared"));
        run.drain(left, PATIENCE);
        run.stop();
        left.stop();

        assertThat(landed("agents")).containsExactlyInAnyOrderElementsOf(sequences(30_100));
    }

    private static void fill(Path journal, List<Event> events) {
        JournalChannel filled = SinkRun.journal(journal);
        SinkRun.put(filled, events);
        filled.stop();
    }

    private void startAgent(LaneAgents agents, String name) throws IOException {
        Map<String, String> keys = new HashMap<>(agents.journalKeys(name, "journal"));
        keys.put("channels", "journal");
        keys.put("sinks", "bus");
        keys.put("sinks.bus.type", KafkaSink.class.getName());
        keys.put("sinks.bus.channel", "journal");
        keys.put("sinks.bus.brokers", broker.brokers());
        keys.put("sinks.bus.topic", "agents");
        keys.put("sinks.bus.writer", "shared");
        keys.put("sinks.bus.transaction-events", "1"); // so that the first is still at work when the second comes
        agents.start(name, keys);
    }

    private SinkRun startNamed(String name, Clock clock, JournalChannel journal) {
        ClockedSink sink = new ClockedSink(KafkaClients.real(), clock);
        sink.setName(name);
        return SinkRun.start(sink, journal, Map.of("brokers", broker.brokers(), "topic", "named", "writer", "shared"));
    }

    private SinkRun start(JournalChannel journal, String topic, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("brokers", broker.brokers(), "topic", topic));
        keys.putAll(more);
        return SinkRun.start(new KafkaSink(), journal, keys);
    }

    private static List<Event> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> SinkRun.event("body " + i, Map.of("origin", "web-1", "sequence", String.valueOf(i))))
                .toList();
    }

    private static List<String> sequences(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private List<String> landed(String topic) throws IOException {
        List<String> landed = new ArrayList<>();
        new KafkaReader(broker.brokers(), Pattern.compile(topic)).read(record -> landed.add(record.sequence()));
        return landed;
    }
}
