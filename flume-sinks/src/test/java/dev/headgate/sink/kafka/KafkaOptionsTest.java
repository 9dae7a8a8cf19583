package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Problem;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {
    private static final Map<String, String> LEAST = Map.of("brokers", "k1:9092,k2:9092", "topic", "%{stream}");

    @Test
    void hasDefaults() {
        KafkaSettings settings = settings(LEAST);

        assertThat(settings.records().topic().render(Map.of("stream", "web"))).isEqualTo("web");
        assertThat(settings.records().key()).isEmpty();
        assertThat(settings.records().headers()).containsExactly("origin", "sequence", "stream");
        assertThat(settings.batchEvents()).isEqualTo(1000);
        assertThat(settings.unknownTopics()).isEqualTo(UnknownTopics.WAIT);
        assertThat(settings.transactional()).isTrue();
        assertThat(settings.writer()).isEmpty();
        assertThat(settings.transactions())
                .isEqualTo(new BatchLimits(200_000, DataSize.ofMegabytes(64), Duration.ofMillis(100)));
        assertThat(settings.deadLetters()).isEqualTo(new DeadLetterSettings.Hold());
        assertThat(ProducerSettings.of(settings, Optional.of("t")))
                .containsEntry("bootstrap.servers", "k1:9092,k2:9092")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("delivery.timeout.ms", "45000")
                .containsEntry("transactional.id", "t")
                .containsEntry("max.block.ms", "10000");
    }

    @Test
    void takesEveryKey() {
        Map<String, String> keys = new HashMap<>(Map.of(
                "brokers", "k:1",
                "topic", "all",
                "key", "%{host}",
                "headers", "host",
                "batch-events", "5",
                "kafka.delivery.timeout.ms", "60000",
                "kafka.acks", "-1"));
        keys.putAll(Map.of(
                "unknown-topics", "dead-letter",
                "partition", "%{shard}",
                "timestamp", "%{sent}",
                "header.source", "%{host}",
                "transactional", "false",
                "writer", "edge",
                "transaction-events", "6",
                "transaction-size", "2MB",
                "transaction-time", "3s"));
        KafkaSettings settings = settings(keys);

        assertThat(settings.unknownTopics()).isEqualTo(UnknownTopics.DEAD_LETTER);
        assertThat(settings.records().partition()).isPresent();
        assertThat(settings.records().timestamp().render(Map.of("sent", "7"))).isEqualTo("7");
        assertThat(settings.records().madeHeaders()).containsOnlyKeys("source");
        assertThat(settings.transactional()).isFalse();
        assertThat(settings.writer()).contains("edge");
        assertThat(settings.transactions())
                .isEqualTo(new BatchLimits(6, DataSize.ofMegabytes(2), Duration.ofSeconds(3)));

        assertThat(settings.records().key().orElseThrow().render(Map.of("host", "h")))
                .isEqualTo("h");
        assertThat(settings.records().headers()).containsExactly("host");
        assertThat(settings.batchEvents()).isEqualTo(5);
        assertThat(ProducerSettings.of(settings, Optional.of("t"))).containsEntry("delivery.timeout.ms", "60000");
    }

    @Test
    void findsAClientClassByItsDocumentedName() {
        String documented = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\";";
        Map<String, Object> producer = ProducerSettings.of(
                settings(Map.of("brokers", "k:1", "topic", "all", "kafka.sasl.jaas.config", documented)),
                Optional.empty());

        assertThat(String.valueOf(producer.get("sasl.jaas.config")))
                .isEqualTo(org.apache.kafka.common.security.plain.PlainLoginModule.class.getName()
                        + " required username=\"a\";");
    }

    @Test
    void asksTheBrokersAsTheProducerDoes() {
        Map<String, Object> admin = ProducerSettings.ofAdmin(settings(Map.of(
                "brokers", "k:1",
                "topic", "all",
                "kafka.security.protocol", "SSL",
                "kafka.compression.type", "zstd",
                "kafka.custom", "x")));

        assertThat(admin)
                .containsEntry("bootstrap.servers", "k:1")
                .containsEntry("security.protocol", "SSL")
                .containsEntry("custom", "x")
                .doesNotContainKey("compression.type");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(KafkaOptions.DECLARATION.check("bus", Map.of("topics", "x", "batch-events", "many")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("brokers", "topic", "batch-events", "topics");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        Map<String, String> keys = new HashMap<>(Map.of(
                "brokers", "k1",
                "topic", "click stream",
                "key", "%{host",
                "kafka.acks", "1",
                "kafka.enable.idempotence", "false",
                "kafka.bootstrap.servers", "k:1",
                "kafka.transactional.id", "t"));
        keys.putAll(Map.of(
                "partition", "%{shard",
                "timestamp", "%",
                "header.source", "%y",
                "writer", "edge bus",
                "dead-letters", "letters"));

        assertThat(KafkaOptions.DECLARATION.check("bus", keys))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'k1' in key 'brokers'"),
                        message -> assertThat(message).contains("'click stream' for key 'topic'"),
                        message -> assertThat(message).contains("'%{host' in key 'key'"),
                        message -> assertThat(message).contains("'%{shard' in key 'partition'"),
                        message -> assertThat(message).contains("'%' in key 'timestamp'"),
                        message -> assertThat(message).contains("'%y' in key 'header.source'"),
                        message -> assertThat(message).contains("'edge bus' for key 'writer'"),
                        message -> assertThat(message).contains("'letters' for key 'dead-letters'"),
                        message -> assertThat(message).contains("'1' for key 'kafka.acks'"),
                        message -> assertThat(message).contains("'false' for key 'kafka.enable.idempotence'"),
                        message -> assertThat(message)
                                .contains("'kafka.bootstrap.servers'")
                                .contains("'kafka.transactional.id'"));
    }

    private static KafkaSettings settings(Map<String, String> keys) {
        return KafkaSettings.of(KafkaOptions.DECLARATION.read("bus", keys, warning -> {}));
    }
}
