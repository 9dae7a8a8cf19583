package dev.headgate.sink.kafka;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRecordsTest {
    private final EventRecords records = records(Map.of("key", "%{host}"));

    @Test
    void takesEverythingFromTheEvent() {
        ProducerRecord<byte[], byte[]> record = records.record(
                "bus",
                event("GET /", Map.of("stream", "web", "host", "h1", "origin", "a", "timestamp", "1700000000000")));

        assertThat(record.topic()).isEqualTo("bus");
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
        ProducerRecord<byte[], byte[]> record = records.record("bus", event("GET /", Map.of("timestamp", "-5")));

        assertThat(record.key()).isNull();
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void makesTopicPartitionTimeAndHeadersByTemplates() {
        EventRecords templates = records(Map.of(
                "partition",
                "%{shard}",
                "timestamp",
                "%{sent}",
                "header.source",
                "%{stream}@%{host}",
                "headers",
                "host"));
        Event whole = event("x", Map.of("stream", "web", "host", "h1", "shard", "3", "sent", "17"));
        Event bare = event("x", Map.of("stream", "web", "timestamp", "5"));

        assertThat(templates.topic(whole)).isEqualTo("web");
        assertThat(templates.topic(event("x", Map.of()))).isEqualTo("unknown");
        ProducerRecord<byte[], byte[]> record = templates.record("bus", whole);
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.timestamp()).isEqualTo(17);
        assertThat(record.headers().toArray())
                .extracting(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly("host=h1", "source=web@h1");
        assertThat(templates.record("bus", bare).partition()).isNull();
        assertThat(templates.record("bus", bare).timestamp()).isNull();
        assertThat(templates.record("bus", bare).headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a b/c, a_b_c", ".., unknown", "., unknown", "über, _ber"})
    void changesATopicThatKafkaWouldRefuse(String stream, String topic) {
        assertThat(TopicNames.legal(stream)).isEqualTo(topic);
    }

    @Test
    void cutsATopicThatIsTooLong() {
        assertThat(TopicNames.legal("s".repeat(300))).hasSize(249);
    }

    private static EventRecords records(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("brokers", "k:1", "topic", "%{stream}"));
        keys.putAll(more);
        return new EventRecords(RecordSettings.of(KafkaOptions.DECLARATION.read("bus", keys, warning -> {})));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
