package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StoresExtension.class)
class KafkaSinkIT {
    private final String brokers;
    private final List<SinkRun> started = new ArrayList<>();

    KafkaSinkIT(StoreAddresses stores) {
        brokers = stores.brokers();
    }

    @AfterEach
    void stop() {
        started.forEach(SinkRun::stop);
    }

    @Test
    void sendsKeyHeadersAndTime() throws IOException {
        KafkaTopics.create(brokers, "web", 1);

        start(Map.of("topic", "%{stream}", "key", "%{host}"))
                .put(SinkRun.event(
                        "GET /",
                        Map.of(
                                "stream", "web",
                                "host", "h1",
                                "origin", "web-1",
                                "sequence", "7",
                                "timestamp", "1767268800000")))
                .drain();

        ConsumerRecord<String, String> record = first("web");
        assertThat(record.key()).isEqualTo("h1");
        assertThat(record.value()).isEqualTo("GET /");
        assertThat(record.timestamp()).isEqualTo(1_767_268_800_000L);
        assertThat(record.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly("origin=web-1", "sequence=7", "stream=web");
    }

    @Test
    void sendsBatchesLargerThanARequest() throws IOException {
        KafkaTopics.create(brokers, "large", 3);

        SinkRun sink = start(Map.of("topic", "large", "batch-events", "10000"))
                .put(events(10_000, "x".repeat(300)))
                .drain();

        assertThat(sink.waiting()).isZero();
        assertThat(landed("large"))
                .extracting(Landed::sequence)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10_000).mapToObj(String::valueOf).toList());
    }

    @Test
    void keepsABatchThatTheBrokerRefuses() throws IOException {
        KafkaTopics.create(brokers, "refused", 1);

        SinkRun sink = start(Map.of("topic", "refused")).put(events(1, "x".repeat(2_000_000)));

        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(1);
    }

    @Test
    void writesBatchAfterBatchOnce() throws IOException {
        KafkaTopics.create(brokers, "batches", 2);

        SinkRun sink = start(Map.of("topic", "batches", "batch-events", "100"))
                .put(events(1000, "x"))
                .drain();

        assertThat(sink.counted("FailedBatchCount")).isZero();
        assertThat(landed("batches"))
                .extracting(Landed::sequence)
                .doesNotHaveDuplicates()
                .hasSize(1000);
    }

    @Test
    void putsAsideWhatKafkaRefusesAndWritesTheRest(@TempDir Path folder) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(
                            new NewTopic("small", 2, (short) 1).configs(Map.of("max.message.bytes", "2000")),
                            new NewTopic("keyed", 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        JournalChannel journal = SinkRun.journal(folder.resolve("journal"));
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            String size = number == 500 ? "x".repeat(200_000) : number % 10 == 3 ? "x".repeat(3000) : "x";
            Map<String, String> headers = new HashMap<>(Map.of("stream", "small", "sequence", String.valueOf(number)));
            if (number % 10 == 7) {
                headers.put("stream", "keyed");
                headers.put(number % 20 == 7 ? "host" : "nohost", "h1");
            } else if (number % 100 == 1) {
                headers.put("shard", "5");
            }
            events.add(SinkRun.event(size, headers));
        }
        SinkRun.put(journal, events);
        SinkRun sink = SinkRun.start(
                new KafkaSink(),
                journal,
                Map.of(
                        "brokers", brokers,
                        "topic", "%{stream}",
                        "key", "%{host}",
                        "partition", "%{shard}",
                        "kafka.max.request.size", "100000",
                        "dead-letters", folder.resolve("dead").toString()));
        sink.drain(journal, Duration.ofMinutes(1));

        List<String> aside = deadLetters(folder.resolve("dead"));
        assertThat(aside).hasSize(161);
        assertThat(aside)
                .filteredOn(line -> line.contains("larger than the max message size"))
                .hasSize(100);
        assertThat(aside)
                .filteredOn(line -> line.contains("kafka.max.request.size"))
                .hasSize(1);
        assertThat(aside)
                .filteredOn(line -> line.contains("has no partition 5"))
                .hasSize(10);
        assertThat(aside)
                .filteredOn(line -> line.contains("ompacted topic cannot accept message without key"))
                .hasSize(50);
        assertThat(sink.counted("RejectedCount")).isEqualTo(161);
        assertThat(sink.counted("EventDrainSuccessCount")).isEqualTo(839);
        assertThat(sink.counted("FailedBatchCount")).isZero();
        sink.stop();
        journal.stop();
        List<Landed> landed = landed("small");
        landed.addAll(landed("keyed"));
        assertThat(landed)
                .extracting(Landed::sequence)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 1000)
                        .filter(number -> number % 10 != 3 && number % 20 != 17 && number % 100 != 1 && number != 500)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    @Test
    void waitsWhereTheBrokersAllowNoTransactionsOfItsLength(@TempDir Path folder) {
        JournalChannel journal = SinkRun.journal(folder.resolve("long"));
        SinkRun.put(journal, events(1, "x"));
        SinkRun sink = SinkRun.start(
                new KafkaSink(),
                journal,
                Map.of("brokers", brokers, "topic", "long", "kafka.transaction.timeout.ms", "3600000"));
        started.add(sink);

        for (int turn = 0; turn < 2; turn++) {
            assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
            assertThat(sink.state()).startsWith("waiting").contains("transaction timeout is larger");
        }
        assertThat(SinkRun.depth(journal)).isEqualTo(1);
        sink.stop();
        journal.stop();
    }

    private static List<String> deadLetters(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        }
    }

    @Test
    void waitsForBrokersThatAreAway() {
        SinkRun sink = start(Map.of("topic", "any", "brokers", "127.0.0.1:1", "kafka.max.block.ms", "500"))
                .put(events(1000, "x"));

        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(1000);
    }

    private SinkRun start(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("brokers", brokers));
        keys.putAll(more);
        SinkRun sink = SinkRun.start(new KafkaSink(), keys);
        started.add(sink);
        return sink;
    }

    private static List<Event> events(int count, String body) {
        return IntStream.range(0, count)
                .mapToObj(i -> SinkRun.event(body, Map.of("origin", "web-1", "sequence", String.valueOf(i))))
                .toList();
    }

    private List<Landed> landed(String topic) throws IOException {
        List<Landed> landed = new ArrayList<>();
        new KafkaReader(brokers, Pattern.compile(Pattern.quote(topic))).read(landed::add);
        return landed;
    }

    private ConsumerRecord<String, String> first(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).records(partition).get(0);
        }
    }
}
