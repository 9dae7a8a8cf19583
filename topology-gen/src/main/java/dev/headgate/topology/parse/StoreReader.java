package dev.headgate.topology.parse;

import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Raw;
import dev.headgate.topology.model.Store;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads one store below {@code stores}. */
final class StoreReader {
    private static final List<String> KINDS = List.of("hdfs", "hbase", "kafka");
    private static final Key<String> KIND = Key.required("kind", ValueType.word(KINDS), "hdfs, hbase or kafka.");
    private static final Key<String> PATH = Key.required(
            "path", ValueType.TEXT, "where files go, such as \"hdfs://nn:8020/logs/%{stream}/dt=%Y-%m-%d\".");
    private static final Key<Duration> FRESHNESS = Key.optional(
            "freshness",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(1), "`90s`, `5m`"),
            "how old an event may be before it is visible, such as 5m.",
            Duration.ofMinutes(5));
    private static final Key<String> TABLE = Key.required("table", ValueType.TEXT, "the HBase table.");
    private static final Key<String> ZOOKEEPER =
            Key.required("zookeeper", ValueType.TEXT, "HBase's quorum, such as \"zk1:2181,zk2:2181\".");
    private static final Key<String> BROKERS =
            Key.required("brokers", ValueType.TEXT, "Kafka's brokers, such as \"k1:9092,k2:9092\".");
    private static final Key<String> TOPIC = Key.required("topic", ValueType.TEXT, "the topic, such as \"%{stream}\".");

    static final Shape SHAPE = Shape.of(KIND)
            .either(
                    new Shape.Alternative(KIND, Set.of("hdfs"), List.of(PATH, FRESHNESS)),
                    new Shape.Alternative(KIND, Set.of("hbase"), List.of(TABLE, ZOOKEEPER)),
                    new Shape.Alternative(KIND, Set.of("kafka"), List.of(BROKERS, TOPIC)))
            .with(RawReader.part("the same as KEY, as Flume takes it."));

    private StoreReader() {}

    static Store read(Located<String> name, Section section, StoreKeys keys) {
        String kind = section.read(KIND).value();
        Raw raw = keys.read(kind, section);
        Store store =
                switch (kind) {
                    case "hdfs" -> new Store.Hdfs(name, section.read(PATH), section.read(FRESHNESS), raw);
                    case "hbase" -> new Store.HBase(name, section.read(TABLE), section.read(ZOOKEEPER), raw);
                    case "kafka" -> new Store.Kafka(name, section.read(BROKERS), section.read(TOPIC), raw);
                    // Wrong already; its name stands for it, so that routes can be looked at.
                    default -> new Store.Hdfs(name, section.standIn(PATH), section.standIn(FRESHNESS), raw);
                };
        if (KINDS.contains(kind)) {
            section.finish();
        }
        return store;
    }
}
