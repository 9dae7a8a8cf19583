package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.KafkaReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two brokers, of which one leads a topic and is killed, comes back and leads again, while the sink writes. */
class KafkaLeaderFaultIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOPIC = "led";
    private static final int EVENTS = 30_000;
    private static final Map<String, String> REPLICATED = Map.of(
            "offsets.topic.replication.factor", "2",
            "transaction.state.log.replication.factor", "2",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500");

    @Test
    void goesOnWithEachNewLeader(@TempDir Path folder) throws Exception {
        Path home = Path.of(System.getProperty("headgate.home"));
        try (KafkaBroker staying = KafkaBroker.start(home, folder.resolve("kafka-1"), PATIENCE, REPLICATED);
                KafkaBroker leading = staying.startAnother(folder.resolve("kafka-2"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", staying.brokers()))) {
            List<Integer> replicas = List.of(leading.id(), staying.id());
            admin.createTopics(List.of(new NewTopic(TOPIC, Map.of(0, replicas, 1, replicas))))
                    .all()
                    .get();
            JournalChannel journal = SinkRun.journal(folder.resolve("journal"));
            SinkRun.put(journal, events(0));
            SinkRun run = SinkRun.start(
                    new KafkaSink(),
                    journal,
                    Map.of(
                            "brokers",
                            staying.brokers() + "," + leading.brokers(),
                            "topic",
                            TOPIC,
                            "transaction-events",
                            "1000"));
            run.turn();
            Thread sending = new Thread(() -> run.drain(journal, PATIENCE), "sending");
            sending.start();
            await().atMost(PATIENCE).until(() -> SinkRun.depth(journal) < EVENTS * 0.8);

            leading.kill();
            await().atMost(PATIENCE).until(() -> leader(admin) == staying.id());
            SinkRun.put(journal, events(EVENTS));
            leading.start();
            await().atMost(PATIENCE).until(() -> inSync(admin) == 2);
            SinkRun.put(journal, events(2 * EVENTS));
            admin.electLeaders(
                            ElectionType.PREFERRED, Set.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1)))
                    .all()
                    .get();
            await().atMost(PATIENCE).until(() -> leader(admin) == leading.id());
            sending.join(PATIENCE.toMillis());
            run.drain(journal, PATIENCE);

            run.stop();
            journal.stop();
            assertLandedOnce(staying.brokers());
        }
    }

    private static int leader(Admin admin) throws Exception {
        Node leader = partition(admin).leader();
        return leader == null ? -1 : leader.id();
    }

    private static int inSync(Admin admin) throws Exception {
        return partition(admin).isr().size();
    }

    private static TopicPartitionInfo partition(Admin admin) throws Exception {
        TopicDescription topic = Objects.requireNonNull(
                admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC));
        return topic.partitions().get(0);
    }

    private static List<Event> events(int from) {
        return IntStream.range(from, from + EVENTS)
                .mapToObj(i -> SinkRun.event("body " + i, Map.of("sequence", String.valueOf(i))))
                .toList();
    }

    private static void assertLandedOnce(String brokers) throws Exception {
        List<String> landed = new ArrayList<>();
        new KafkaReader(brokers, Pattern.compile(TOPIC)).read(record -> landed.add(record.sequence()));
        assertThat(landed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 3 * EVENTS).mapToObj(String::valueOf).toList());
    }
}
