package dev.headgate.sink.kafka;

import dev.headgate.sink.EventTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes the record of an event: topic, key, time and headers from its headers, value from its body. Immutable. */
final class EventRecords {
    private final KafkaSettings settings;

    EventRecords(KafkaSettings settings) {
        this.settings = settings;
    }

    ProducerRecord<byte[], byte[]> record(Event event) {
        Map<String, String> headers = event.getHeaders();
        String topic = TopicNames.legal(settings.topic().render(headers));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, timestamp(headers), key(headers), event.getBody());
        for (String header : settings.headers()) {
            String value = headers.get(header);
            if (value != null) {
                record.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
            }
        }
        return record;
    }

    private byte @Nullable [] key(Map<String, String> headers) {
        return settings.key()
                .flatMap(template -> template.renderWhole(headers))
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** Kafka refuses negative times; without one the producer takes the present. */
    private static @Nullable Long timestamp(Map<String, String> headers) {
        return EventTemplate.timeOf(headers)
                .map(Instant::toEpochMilli)
                .filter(millis -> millis >= 0)
                .orElse(null);
    }
}
