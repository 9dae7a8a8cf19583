package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaOptionsTest {
    private static final Map<String, String> LEAST = Map.of("brokers", "k1:9092,k2:9092", "topic", "%{stream}");

    @Test
    void hasDefaults() {
        KafkaSettings settings = settings(LEAST);

        assertThat(settings.topic().render(Map.of("stream", "web"))).isEqualTo("web");
        assertThat(settings.key()).isEmpty();
        assertThat(settings.headers()).containsExactly("origin", "sequence", "stream");
        assertThat(settings.batchEvents()).isEqualTo(1000);
        assertThat(ProducerSettings.of(settings))
                .containsEntry("bootstrap.servers", "k1:9092,k2:9092")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("delivery.timeout.ms", "30000")
                .containsEntry("max.block.ms", "10000");
    }

    @Test
    void takesEveryKey() {
        KafkaSettings settings = settings(Map.of(
                "brokers", "k:1",
                "topic", "all",
                "key", "%{host}",
                "headers", "host",
                "batch-events", "5",
                "kafka.delivery.timeout.ms", "60000",
                "kafka.acks", "-1"));

        assertThat(settings.key().orElseThrow().render(Map.of("host", "h"))).isEqualTo("h");
        assertThat(settings.headers()).containsExactly("host");
        assertThat(settings.batchEvents()).isEqualTo(5);
        assertThat(ProducerSettings.of(settings)).containsEntry("delivery.timeout.ms", "60000");
    }

    @Test
    void findsAClientClassByItsDocumentedName() {
        String documented = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\";";
        Map<String, Object> producer = ProducerSettings.of(
                settings(Map.of("brokers", "k:1", "topic", "all", "kafka.sasl.jaas.config", documented)));

        assertThat(String.valueOf(producer.get("sasl.jaas.config")))
                .isEqualTo(org.apache.kafka.common.security.plain.PlainLoginModule.class.getName()
                        + " required username=\"a\";");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(KafkaOptions.DECLARATION.check("bus", Map.of("topics", "x", "batch-events", "many")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("brokers", "topic", "batch-events", "topics");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        Map<String, String> keys = Map.of(
                "brokers", "k1",
                "topic", "click stream",
                "key", "%{host",
                "kafka.acks", "1",
                "kafka.enable.idempotence", "false",
                "kafka.bootstrap.servers", "k:1",
                "kafka.transactional.id", "t");

        assertThat(KafkaOptions.DECLARATION.check("bus", keys))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'k1' in key 'brokers'"),
                        message -> assertThat(message).contains("'click stream' for key 'topic'"),
                        message -> assertThat(message).contains("'%{host' in key 'key'"),
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
