package dev.headgate.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Problem;
import dev.headgate.source.StartAt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaOptionsTest {
    private static final Map<String, String> REQUIRED =
            Map.of("brokers", "k1:9092,k2:9092", "topics", "web, billing", "group", "flume");

    @Test
    void hasDefaults() {
        assertThat(read(REQUIRED))
                .isEqualTo(new KafkaSettings(
                        "k1:9092,k2:9092",
                        List.of("web", "billing"),
                        "flume",
                        1000,
                        Duration.ofMillis(200),
                        StartAt.BEGINNING,
                        Map.of()));
    }

    @Test
    void readsEveryKey() {
        KafkaSettings settings = read(
                with(Map.of("batch-events", "7", "batch-time", "1s", "start", "end", "kafka.client.rack", "east")));

        assertThat(settings.batchEvents()).isEqualTo(7);
        assertThat(settings.batchTime()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.start()).isEqualTo(StartAt.END);
        assertThat(settings.client()).containsExactly(Map.entry("client.rack", "east"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(() -> read(Map.of("batch-events", "no", "batch-time", "1h", "start", "x", "topic", "web")))
                .isInstanceOfSatisfying(OptionsException.class, refused -> assertThat(refused.problems())
                        .extracting(Problem::key)
                        .containsExactlyInAnyOrder(
                                "brokers", "topics", "group", "batch-events", "batch-time", "start", "topic"));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.enable.auto.commit, committed only after the channel has the events",
        "kafka.group.id, Use 'group'",
        "kafka.bootstrap.servers, Use 'brokers'",
        "topics, names no topic",
    })
    void saysWhatContradicts(String key, String message) {
        assertThatThrownBy(() -> read(with(Map.of(key, ","))))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining(message);
    }

    @Test
    void handsTheClientItsSettings() {
        Map<String, Object> client = ClientSettings.consumer(read(with(Map.of(
                "kafka.client.rack",
                "east",
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required;"))));

        assertThat(client)
                .containsEntry("client.rack", "east")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("max.poll.records", 1000)
                .containsEntry("bootstrap.servers", "k1:9092,k2:9092");
        String module = String.valueOf(client.get("sasl.jaas.config")).split(" ", 2)[0];
        assertThatClassExists(module);
    }

    private static void assertThatClassExists(String name) {
        assertThat(Thread.currentThread().getContextClassLoader().getResource(name.replace('.', '/') + ".class"))
                .as(name)
                .isNotNull();
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(REQUIRED);
        keys.putAll(more);
        return keys;
    }

    private static KafkaSettings read(Map<String, String> keys) {
        return KafkaSettings.of(KafkaOptions.DECLARATION.read("kafka", keys, warning -> {}));
    }
}
