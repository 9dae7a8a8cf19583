package dev.headgate.sink.kafka;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Contradiction;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.DeadLetterOptions;
import dev.headgate.sink.EventTemplate;
import dev.headgate.sink.HostPorts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The keys of {@link KafkaSink}. */
public final class KafkaOptions implements DeclaredComponent {
    static final Option<List<String>> BROKERS = Option.list("brokers", "Brokers to ask for the others, as `host:port`.")
            .required();
    static final Option<String> TOPIC = Option.text(
                    "topic",
                    "Topic, with `%{header}` and `%Y %m %d %H %M %S` of the `timestamp` header in UTC; where the event"
                            + " lacks one, `unknown` stands for it, and `_` for characters that Kafka refuses.")
            .required();
    static final Option<UnknownTopics> UNKNOWN_TOPICS = Option.oneOf(
                    "unknown-topics",
                    UnknownTopics.class,
                    "What happens to events whose topic does not exist: `wait` until somebody, or the broker itself,"
                            + " has made it, and everything behind them waits too; or `dead-letter`.")
            .defaultsTo(UnknownTopics.WAIT);
    static final Option<String> KEY = Option.text(
            "key", "Key of the record, a template like the topic; an event that lacks a header of it gets no key.");
    static final Option<String> PARTITION = Option.text(
            "partition",
            "Partition of the record, a template like the topic that makes a number; where it makes none, the key or the"
                    + " client chooses; a partition that the topic does not have is a dead letter.");
    static final Option<String> TIMESTAMP = Option.text(
                    "timestamp",
                    "Time of the record in milliseconds since 1970 UTC, a template like the topic; where it makes no"
                            + " number, the time of sending.")
            .defaultsTo("%{" + EventHeaders.TIMESTAMP + "}");
    static final Option<List<String>> HEADERS = Option.list(
                    "headers", "Event headers that become record headers; a missing one is left out.")
            .defaultsTo(List.of(EventHeaders.ORIGIN, EventHeaders.SEQUENCE, EventHeaders.STREAM));
    static final Option<String> HEADER = Option.passedOn(
            "header.",
            "Record headers by templates like the topic, as `header.source=%{stream}@%{host}`; left out where the event"
                    + " lacks a header of it.");
    static final Option<Boolean> TRANSACTIONAL = Option.bool(
                    "transactional",
                    "Whether the events of a journal go into Kafka by transactions that hold the journal's position: each"
                            + " event once for consumers that read committed; else, and from other channels, at least"
                            + " once.")
            .defaultsTo(true);
    static final Option<String> WRITER = Option.text(
            "writer",
            "Name of this sink in Kafka: `headgate-WRITER` is its `transactional.id`, and begins the name of the consumer"
                    + " group that holds its position; of two sinks with one name, the later fences the earlier. Default:"
                    + " the sink's name and the journal's id.");
    static final Option<Long> TRANSACTION_EVENTS = Option.integer(
                    "transaction-events", "Most events of a Kafka transaction; from a journal.")
            .defaultsTo(200_000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<DataSize> TRANSACTION_SIZE = Option.dataSize(
                    "transaction-size",
                    "Most bytes of a Kafka transaction; where the brokers refuse an event of it, it is kept in memory once.")
            .defaultsTo(DataSize.ofMegabytes(64))
            .atLeast(DataSize.ofKilobytes(1))
            .atMost(DataSize.ofGigabytes(1));
    static final Option<Duration> TRANSACTION_TIME = Option.duration(
                    "transaction-time",
                    "How long a Kafka transaction waits for more events while none is queued; from a journal.")
            .defaultsTo(Duration.ofMillis(100))
            .atMost(Duration.ofSeconds(20));
    static final Option<Long> BATCH_EVENTS = Option.integer(
                    "batch-events", "Most events taken in one transaction from a channel that is no journal.")
            .defaultsTo(1000L)
            .atLeast(1L)
            .atMost(1_000_000L);
    static final Option<String> KAFKA =
            Option.passedOn("kafka.", "Settings of the Kafka producer, as `kafka.compression.type`.");

    /** What the sink itself sets. */
    private static final List<String> TAKEN =
            List.of("bootstrap.servers", "key.serializer", "transactional.id", "value.serializer");

    private static final Pattern WRITER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SINK,
                    "dev.headgate.sink.kafka.KafkaSink",
                    "Writes each event into a Kafka topic as one record: from a journal exactly once, by transactions.",
                    BROKERS,
                    TOPIC,
                    UNKNOWN_TOPICS,
                    KEY,
                    PARTITION,
                    TIMESTAMP,
                    HEADERS,
                    HEADER,
                    TRANSACTIONAL,
                    WRITER,
                    TRANSACTION_EVENTS,
                    TRANSACTION_SIZE,
                    TRANSACTION_TIME,
                    BATCH_EVENTS,
                    DeadLetterOptions.DEAD_LETTERS,
                    DeadLetterOptions.DEAD_LETTERS_SIZE,
                    KAFKA)
            .contradiction(HostPorts.check(BROKERS, true))
            .contradiction(EventTemplate.check(TOPIC))
            .contradiction(EventTemplate.check(KEY))
            .contradiction(EventTemplate.check(PARTITION))
            .contradiction(EventTemplate.check(TIMESTAMP))
            .contradiction(KafkaOptions::badHeader)
            .contradiction(KafkaOptions::badTopic)
            .contradiction(KafkaOptions::badWriter)
            .contradiction(DeadLetterOptions::check)
            .contradiction(weakened("acks", List.of("all", "-1")))
            .contradiction(weakened("enable.idempotence", List.of("true")))
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

    private static Optional<String> badHeader(Values values) {
        return values.under(HEADER).entrySet().stream()
                .flatMap(header -> EventTemplate.problem(HEADER.name() + header.getKey(), header.getValue()).stream())
                .reduce((one, other) -> one + " " + other);
    }

    private static Optional<String> badWriter(Values values) {
        return values.find(WRITER)
                .filter(writer -> !WRITER_NAME.matcher(writer).matches())
                .map(writer -> ("value '%s' for key 'writer': it becomes part of names in Kafka. Use up to 100 letters,"
                                + " digits, dots, hyphens and underscores, the first a letter or digit.")
                        .formatted(writer));
    }

    private static Contradiction weakened(String key, List<String> allowed) {
        return values -> Optional.ofNullable(values.under(KAFKA).get(key))
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
