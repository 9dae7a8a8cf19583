package dev.headgate.source.kafka;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Contradiction;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.source.SourceOptions;
import dev.headgate.source.StartAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Declares the keys of the {@link KafkaSource}. Immutable. Tools load it without Flume and Kafka. */
public final class KafkaOptions implements DeclaredComponent {
    static final Option<String> BROKERS = Option.text(
                    "brokers", "Where to find the Kafka cluster: host:port,host:port.")
            .required();
    static final Option<List<String>> TOPICS =
            Option.list("topics", "The topics to read.").required();
    static final Option<String> GROUP = Option.text(
                    "group", "The consumer group; agents with the same group share the partitions.")
            .required();
    static final Option<Duration> BATCH_TIME = Option.duration(
                    "batch-time", "How long to wait for more records before a smaller batch goes to the channel.")
            .defaultsTo(Duration.ofMillis(200))
            .atLeast(Duration.ofMillis(1))
            .atMost(Duration.ofSeconds(10));
    static final Option<StartAt> START = Option.oneOf(
                    "start", StartAt.class, "Where to begin with a partition of which the group has no offset.")
            .defaultsTo(StartAt.BEGINNING);
    static final Option<String> CLIENT =
            Option.passedOn("kafka.", "Any setting of the Kafka consumer, such as kafka.security.protocol.");

    static final ComponentOptions DECLARATION = declaration();

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static ComponentOptions declaration() {
        ComponentOptions declaration = ComponentOptions.of(
                ComponentKind.SOURCE,
                "dev.headgate.source.kafka.KafkaSource",
                "Reads the records of Kafka topics, at least once; offsets are committed after the channel has the events.",
                BROKERS,
                TOPICS,
                GROUP,
                SourceOptions.BATCH_EVENTS,
                BATCH_TIME,
                START,
                CLIENT);
        declaration = declaration.contradiction(values -> values.get(TOPICS).isEmpty()
                ? Optional.of("'topics' names no topic. Give at least one.")
                : Optional.empty());
        for (Map.Entry<String, String> setting : settingsOfOurs().entrySet()) {
            declaration = declaration.contradiction(ours(setting.getKey(), setting.getValue()));
        }
        return declaration;
    }

    private static Contradiction ours(String setting, String remedy) {
        return values -> values.under(CLIENT).containsKey(setting)
                ? Optional.of("'kafka." + setting + "' is set, which the source sets itself. " + remedy)
                : Optional.empty();
    }

    private static Map<String, String> settingsOfOurs() {
        return new TreeMap<>(Map.of(
                "enable.auto.commit", "Remove it: offsets are committed only after the channel has the events.",
                "bootstrap.servers", "Use 'brokers'.",
                "group.id", "Use 'group'.",
                "auto.offset.reset", "Use 'start'.",
                "max.poll.records", "Use 'batch-events'.",
                "fetch.max.wait.ms", "Use 'batch-time'.",
                "key.deserializer", "Remove it: keys become headers as they are.",
                "value.deserializer", "Remove it: values become bodies as they are."));
    }
}
