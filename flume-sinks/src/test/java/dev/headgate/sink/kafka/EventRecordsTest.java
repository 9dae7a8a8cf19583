package dev.headgate.sink.kafka;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRecordsTest {
    private final EventRecords records = new EventRecords(KafkaSettings.of(KafkaOptions.DECLARATION.read(
            "bus", Map.of("brokers", "k:1", "topic", "%{stream}", "key", "%{host}"), warning -> {})));

    @Test
    void takesEverythingFromTheEvent() {
        ProducerRecord<byte[], byte[]> record = records.record(
                event("GET /", Map.of("stream", "web", "host", "h1", "origin", "a", "timestamp", "1700000000000")));

        assertThat(record.topic()).isEqualTo("web");
        assertThat(record.key()).isEqualTo(utf8("h1"));
        assertThat(record.value()).isEqualTo(utf8("GET /"));
        assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
        assertThat(record.headers().toArray())
                .extracting(header -> header.key())
                .containsExactly("origin", "stream");
        assertThat(record.headers().lastHeader("origin").value()).isEqualTo(utf8("a"));
    }

    @Test
    void hasNoKeyAndNoTimeWhereTheEventHasNone() {
        ProducerRecord<byte[], byte[]> record = records.record(event("GET /", Map.of("timestamp", "-5")));

        assertThat(record.topic()).isEqualTo("unknown");
        assertThat(record.key()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a b/c, a_b_c", ".., unknown", "., unknown", "über, _ber"})
    void takesATopicThatKafkaWouldRefuse(String stream, String topic) {
        assertThat(records.record(event("x", Map.of("stream", stream))).topic()).isEqualTo(topic);
    }

    @Test
    void cutsATopicThatIsTooLong() {
        assertThat(records.record(event("x", Map.of("stream", "s".repeat(300)))).topic())
                .hasSize(249);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
