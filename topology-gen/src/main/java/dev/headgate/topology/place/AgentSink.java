package dev.headgate.topology.place;

import dev.headgate.kit.option.Durations;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Store;
import java.util.List;

/** A sink of an agent: the end of a lane. */
public sealed interface AgentSink {
    String name();

    String channel();

    /** Events of a batch. */
    long batch();

    /** Which template fragment writes it. */
    String kind();

    /**
     * Sends to the next tier: bound to one agent, with others to fall back to.
     *
     * @param targets in the order in which they are tried, the agent that it is bound to first
     */
    record Hop(String name, String channel, long batch, List<Target> targets) implements AgentSink {
        public Hop {
            targets = List.copyOf(targets);
        }

        @Override
        public String kind() {
            return "lane";
        }
    }

    /**
     * An agent of the next tier.
     *
     * @param endpoint what it listens on for the sender's tier
     */
    record Target(String agent, Endpoint endpoint) {}

    /**
     * Writes to HDFS.
     *
     * @param writer what tells its files from those of others
     */
    record Hdfs(String name, String channel, long batch, String writer, Store.Hdfs store)
            implements AgentSink, ToStore {
        /** The freshness as the sink takes it. */
        public String rollAge() {
            return Durations.format(store.freshness().value());
        }

        @Override
        public String kind() {
            return "hdfs";
        }
    }

    /** Writes to HBase. */
    record HBase(String name, String channel, long batch, Store.HBase store) implements AgentSink, ToStore {
        @Override
        public String kind() {
            return "hbase";
        }
    }

    /** Writes to Kafka. */
    record Kafka(String name, String channel, long batch, Store.Kafka store) implements AgentSink, ToStore {
        @Override
        public String kind() {
            return "kafka";
        }
    }

    /** A sink that writes to a store. */
    interface ToStore {
        Store store();

        /** Where the topology gives what the sink's key of this name says. */
        default Location at(String key) {
            return store().at(key);
        }
    }
}
