package dev.headgate.sink.kafka;

import dev.headgate.kit.option.Values;
import dev.headgate.sink.EventTemplate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How events become records.
 *
 * @param headers event headers that become record headers
 * @param madeHeaders record headers by templates
 */
record RecordSettings(
        EventTemplate topic,
        Optional<EventTemplate> key,
        Optional<EventTemplate> partition,
        EventTemplate timestamp,
        List<String> headers,
        Map<String, EventTemplate> madeHeaders) {

    static RecordSettings of(Values values) {
        Map<String, EventTemplate> made = new TreeMap<>();
        values.under(KafkaOptions.HEADER).forEach((name, text) -> made.put(name, template(text)));
        return new RecordSettings(
                template(values.get(KafkaOptions.TOPIC)),
                values.find(KafkaOptions.KEY).map(RecordSettings::template),
                values.find(KafkaOptions.PARTITION).map(RecordSettings::template),
                template(values.get(KafkaOptions.TIMESTAMP)),
                values.get(KafkaOptions.HEADERS),
                made);
    }

    private static EventTemplate template(String text) {
        return EventTemplate.parse(text, ZoneOffset.UTC, "unknown");
    }
}
