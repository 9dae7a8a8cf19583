package dev.headgate.sink.kafka;

import dev.headgate.kit.option.Values;
import dev.headgate.sink.EventTemplate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Kafka sink was told.
 *
 * @param kafka settings of the producer; may hold secrets
 */
record KafkaSettings(
        List<String> brokers,
        EventTemplate topic,
        Optional<EventTemplate> key,
        List<String> headers,
        int batchEvents,
        Map<String, String> kafka) {

    static KafkaSettings of(Values values) {
        return new KafkaSettings(
                values.get(KafkaOptions.BROKERS),
                template(values.get(KafkaOptions.TOPIC)),
                values.find(KafkaOptions.KEY).map(KafkaSettings::template),
                values.get(KafkaOptions.HEADERS),
                Math.toIntExact(values.get(KafkaOptions.BATCH_EVENTS)),
                values.under(KafkaOptions.KAFKA));
    }

    private static EventTemplate template(String text) {
        return EventTemplate.parse(text, ZoneOffset.UTC, "unknown");
    }
}
