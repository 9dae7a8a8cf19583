package dev.headgate.topology.place;

import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import java.util.List;
import java.util.Optional;

/**
 * The lanes of the agents that write to stores.
 *
 * @param batch events that travel together
 * @param transaction the most events that a channel gives at once
 */
record Stores(Topology topology, long batch, long transaction) {
    /** One for each store that the tier writes to. */
    List<AgentSink> sinks(String agent, Tier tier) {
        return topology.storesInUse(tier).stream()
                .map(store -> sink(agent, store))
                .toList();
    }

    /** The lane to a store, whether or not anything lands in it yet; nothing where there is no such store. */
    Optional<AgentSink> sink(String agent, String store) {
        return topology.stores().stream()
                .filter(candidate -> candidate.name().value().equals(store))
                .map(found -> sink(agent, found))
                .findFirst();
    }

    private AgentSink sink(String agent, Store store) {
        String name = store.name().value();
        if (store instanceof Store.Hdfs hdfs) {
            return new AgentSink.Hdfs(name, name, batch, agent + "-" + name, hdfs);
        }
        if (store instanceof Store.HBase hbase) {
            return new AgentSink.HBase(name, name, transaction, hbase);
        }
        return new AgentSink.Kafka(name, name, batch, (Store.Kafka) store);
    }
}
