package dev.headgate.sink.kafka;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.EventTemplate;
import dev.headgate.sink.HostPorts;
import java.util.List;
import java.util.Optional;

/** The keys of {@link KafkaSink}. */
public final class KafkaOptions implements DeclaredComponent {
    static final Option<List<String>> BROKERS = Option.list("brokers", "Brokers to ask for the others, as `host:port`.")
            .required();
    static final Option<String> TOPIC = Option.text(
                    "topic",
                    "Topic, with `%{header}` and `%Y %m %d %H %M %S` of the `timestamp` header in UTC; where the event"
                            + " lacks one, `unknown` stands for it, and `_` for characters that Kafka refuses.")
            .required();
    static final Option<String> KEY = Option.text(
            "key", "Key of the record, a template like the topic; an event that lacks a header of it gets no key.");
    static final Option<List<String>> HEADERS = Option.list(
                    "headers", "Event headers that become record headers; a missing one is left out.")
            .defaultsTo(List.of(EventHeaders.ORIGIN, EventHeaders.SEQUENCE, EventHeaders.STREAM));
    static final Option<Long> BATCH_EVENTS = Option.integer("batch-events", "Most events taken in one transaction.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<String> KAFKA =
            Option.passedOn("kafka.", "Settings of the Kafka producer, as `kafka.compression.type`.");

    /** What the sink itself sets. */
    private static final List<String> TAKEN =
            List.of("bootstrap.servers", "key.serializer", "transactional.id", "value.serializer");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.kafka.KafkaSink",
                    "Writes each event into a Kafka topic as one record, confirmed by every broker in sync.",
                    BROKERS,
                    TOPIC,
                    KEY,
                    HEADERS,
                    BATCH_EVENTS,
                    KAFKA)
            .contradiction(HostPorts.check(BROKERS, true))
            .contradiction(EventTemplate.check(TOPIC))
            .contradiction(EventTemplate.check(KEY))
            .contradiction(KafkaOptions::badTopic)
            .contradiction(values -> weakened(values, "acks", List.of("all", "-1")))
            .contradiction(values -> weakened(values, "enable.idempotence", List.of("true")))
            .contradiction(KafkaOptions::taken);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> badTopic(Values values) {
        String fixed = values.get(TOPIC).replaceAll("%\\{[^}]*}|%[YmdHMS]", "");
        return TopicNames.isLegal(fixed) || fixed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "value '%s' for key 'topic': Kafka takes no such name. Use letters, digits, '.', '_' and '-'."
                                .formatted(values.get(TOPIC)));
    }

    private static Optional<String> weakened(Values values, String key, List<String> allowed) {
        return Optional.ofNullable(values.under(KAFKA).get(key))
                .filter(value -> !allowed.contains(value.strip()))
                .map(value -> "value '%s' for key 'kafka.%s': confirmed events could be lost or repeated. Remove it."
                        .formatted(value, key));
    }

    private static Optional<String> taken(Values values) {
        return TAKEN.stream()
                .filter(values.under(KAFKA)::containsKey)
                .map(key -> "key 'kafka.%s': the sink itself sets it. Remove it.".formatted(key))
                .reduce((one, other) -> one + " " + other);
    }
}
