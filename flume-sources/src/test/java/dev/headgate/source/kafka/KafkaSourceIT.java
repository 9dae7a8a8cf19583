package dev.headgate.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.source.ChannelRig;
import dev.headgate.testbed.KafkaTopics;
import dev.headgate.testbed.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.SourceRunner;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reads from a real broker, with the client that is in the jar. */
@Timeout(180)
class KafkaSourceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private static Stores stores;

    @BeforeAll
    static void startStores(@TempDir Path folder) {
        stores = Stores.start(Path.of(System.getProperty("headgate.home")), folder, Duration.ofSeconds(90));
    }

    @AfterAll
    static void stopStores() {
        stores.close();
    }

    @Test
    void bringsEveryRecordOfEveryPartitionInOrder() throws Exception {
        List<String> sent = send("all", 0, 5000);
        ChannelRig channel = new ChannelRig(100_000);
        SourceRunner source = start("all", channel, Map.of());

        List<Event> events = take(channel, sent.size());
        source.stop();

        assertThat(ChannelRig.bodies(events)).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(events).allSatisfy(event -> assertThat(event.getHeaders())
                .containsEntry("topic", "all")
                .containsEntry("key", ChannelRig.body(event).replace("line ", "key "))
                .containsKey("timestamp"));
        assertPositionsGrow(events);
        // A topic's id has 22 signs.
        assertThat(events).extracting(KafkaSourceIT::feeder).allMatch(feeder -> feeder.matches("[\\w-]{22}:[012]"));
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() throws Exception {
        List<String> sent = new ArrayList<>(send("restarted", 0, 1000));
        ChannelRig channel = new ChannelRig(100_000);
        SourceRunner before = start("restarted", channel, Map.of());
        List<Event> events = new ArrayList<>(take(channel, sent.size()));
        before.stop();

        sent.addAll(send("restarted", 1000, 1000));
        SourceRunner after = start("restarted", channel, Map.of());
        events.addAll(take(channel, 1000));
        after.stop();

        assertThat(ChannelRig.bodies(events)).containsExactlyInAnyOrderElementsOf(sent);
        assertPositionsGrow(events);
    }

    @Test
    void losesNothingWhereTheChannelRefuses() throws Exception {
        List<String> sent = send("refused", 0, 1000);
        ChannelRig channel = new ChannelRig(150);
        SourceRunner source = start("refused", channel, Map.of("batch-events", "100"));

        List<Event> events = take(channel, sent.size());
        source.stop();

        assertThat(ChannelRig.bodies(events)).containsExactlyInAnyOrderElementsOf(sent);
        assertPositionsGrow(events);
    }

    @Test
    void sharesATopicWithAnotherOfItsGroupAndLosesNothingWhenItJoinsAndLeaves() throws Exception {
        Set<String> sent = new HashSet<>(send("shared", 0, 500));
        ChannelRig first = new ChannelRig(100_000);
        ChannelRig second = new ChannelRig(100_000);
        SourceRunner stays = start("shared", first, Map.of());
        List<Event> events = new ArrayList<>(take(first, 500));

        SourceRunner leaves = start("shared", second, Map.of());
        for (int sending = 1;
                events.stream().noneMatch(event -> event.getHeaders().containsKey("second"));
                sending++) {
            sent.addAll(send("shared", 500 * sending, 500));
            events.addAll(first.takeAll());
            second.takeAll().forEach(event -> {
                event.getHeaders().put("second", "yes");
                events.add(event);
            });
        }
        leaves.stop();
        events.addAll(second.takeAll());
        await().atMost(PATIENCE).untilAsserted(() -> {
            events.addAll(first.takeAll());
            assertThat(new HashSet<>(ChannelRig.bodies(events))).isEqualTo(sent);
        });
        stays.stop();

        assertThat(events).as("a rebalance repeats nothing either").hasSize(sent.size());
    }

    private static SourceRunner start(String topic, ChannelRig channel, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>();
        keys.put("brokers", stores.addresses().brokers());
        keys.put("topics", topic);
        keys.put("group", "group-of-" + topic);
        keys.put("batch-time", "50ms");
        keys.putAll(more);
        KafkaSource source = new KafkaSource();
        source.setName("kafka-" + topic);
        source.setChannelProcessor(channel.processor());
        source.configure(new Context(keys));
        SourceRunner runner = SourceRunner.forSource(source);
        runner.start();
        return runner;
    }

    private static List<Event> take(ChannelRig channel, int count) {
        List<Event> events = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            events.addAll(channel.takeAll());
            return events.size() >= count;
        });
        return events;
    }

    private static void assertPositionsGrow(List<Event> events) {
        Map<String, Long> reached = new HashMap<>();
        for (Event event : events) {
            long position = Long.parseLong(event.getHeaders().get("headgate.position"));
            assertThat(position).isEqualTo(reached.getOrDefault(feeder(event), -1L) + 1);
            reached.put(feeder(event), position);
        }
        assertThat(reached).hasSize(3);
    }

    private static String feeder(Event event) {
        return String.valueOf(event.getHeaders().get("headgate.feeder"));
    }

    private static List<String> send(String topic, int first, int count) throws Exception {
        if (first == 0) {
            KafkaTopics.create(stores.addresses().brokers(), topic, 3);
        }
        List<String> sent = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", stores.addresses().brokers());
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int index = first; index < first + count; index++) {
                sent.add("line " + index);
                byte[] key = ("key " + index).getBytes(UTF_8);
                acknowledged.add(
                        producer.send(new ProducerRecord<>(topic, index % 3, key, ("line " + index).getBytes(UTF_8))));
            }
            for (Future<RecordMetadata> each : acknowledged) {
                each.get();
            }
        }
        return sent;
    }
}
