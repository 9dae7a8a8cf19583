package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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
