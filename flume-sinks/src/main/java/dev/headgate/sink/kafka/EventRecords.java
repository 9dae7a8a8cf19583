package dev.headgate.sink.kafka;

import dev.headgate.sink.EventTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes an event's record: all of it comes from the event, the value is its body. Immutable. */
final class EventRecords {
    private final RecordSettings settings;

    EventRecords(RecordSettings settings) {
        this.settings = settings;
    }

    /** The topic as the template makes it; Kafka may refuse the name. */
    String topic(Event event) {
        return settings.topic().render(event.getHeaders());
    }

    ProducerRecord<byte[], byte[]> record(String topic, Event event) {
        Map<String, String> headers = event.getHeaders();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition(headers), timestamp(headers), key(headers), event.getBody());
        for (String header : settings.headers()) {
            String value = headers.get(header);
            if (value != null) {
                record.headers().add(header, utf8(value));
            }
        }
        settings.madeHeaders().forEach((name, template) -> template.renderWhole(headers)
                .ifPresent(value -> record.headers().add(name, utf8(value))));
        return record;
    }

    private byte @Nullable [] key(Map<String, String> headers) {
        Optional<EventTemplate> key = settings.key();
        return key.isEmpty()
                ? null
                : key.get().renderWhole(headers).map(EventRecords::utf8).orElse(null);
    }

    private @Nullable Integer partition(Map<String, String> headers) {
        Optional<EventTemplate> partition = settings.partition();
        if (partition.isEmpty()) {
            return null;
        }
        Long number = number(partition.get(), headers);
        return number == null ? null : (Integer) (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** Kafka refuses negative times; without one the producer takes the present. */
    private @Nullable Long timestamp(Map<String, String> headers) {
        return number(settings.timestamp(), headers);
    }

    private static @Nullable Long number(EventTemplate template, Map<String, String> headers) {
        Optional<String> text = template.renderWhole(headers);
        if (text.isEmpty()) {
            return null;
        }
        try {
            long number = Long.parseLong(text.get().strip());
            return number < 0 ? null : number;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
