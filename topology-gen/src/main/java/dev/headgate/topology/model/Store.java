package dev.headgate.topology.model;

import java.time.Duration;

/** Where events come to rest. */
public sealed interface Store {
    Located<String> name();

    /** Keys of the sink that the file gives as they are. */
    Raw raw();

    /** Where the file gives what the sink's key of this name says; the store's name where it does not. */
    default Location at(String sinkKey) {
        return raw().at(sinkKey).orElseGet(() -> ownAt(sinkKey));
    }

    /** Where the file gives what the sink's key of this name says, but for the keys that it gives as they are. */
    Location ownAt(String sinkKey);

    /**
     * Files in HDFS or behind another Hadoop file system.
     *
     * @param path a URI; may hold headers and parts of the event's time
     * @param freshness how old an event may be before it is visible
     */
    record Hdfs(Located<String> name, Located<String> path, Located<Duration> freshness, Raw raw) implements Store {
        @Override
        public Location ownAt(String sinkKey) {
            return switch (sinkKey) {
                case "path" -> path.at();
                case "roll-age" -> freshness.at();
                default -> name.at();
            };
        }
    }

    /**
     * An HBase table.
     *
     * @param zookeeper host:port of the quorum, divided by commas
     */
    record HBase(Located<String> name, Located<String> table, Located<String> zookeeper, Raw raw) implements Store {
        @Override
        public Location ownAt(String sinkKey) {
            return switch (sinkKey) {
                case "table" -> table.at();
                case "zookeeper" -> zookeeper.at();
                default -> name.at();
            };
        }
    }

    /**
     * Kafka topics.
     *
     * @param brokers host:port, divided by commas
     * @param topic may hold headers
     */
    record Kafka(Located<String> name, Located<String> brokers, Located<String> topic, Raw raw) implements Store {
        @Override
        public Location ownAt(String sinkKey) {
            return switch (sinkKey) {
                case "brokers" -> brokers.at();
                case "topic" -> topic.at();
                default -> name.at();
            };
        }
    }
}
