package dev.headgate.topology.place;

import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lanes of the agents that write to stores.
 *
 * @param batch events that travel together
 */
record Stores(Topology topology, long batch) {
    /** One for each store that anything lands in. */
    List<AgentSink> sinks(String agent) {
        return topology.storesInUse().stream().map(store -> sink(agent, store)).toList();
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
            return new AgentSink.HBase(name, name, batch, hbase);
        }
        return new AgentSink.Kafka(name, name, batch, (Store.Kafka) store);
    }

    /** Which stores an event goes to. */
    Selector selector() {
        if (topology.routes().stream().anyMatch(route -> route.when() != null)) {
            return new Selector.Routing(
                    topology.routes().stream().map(Stores::way).toList());
        }
        Map<String, List<String>> channels = new LinkedHashMap<>();
        topology.streams()
                .forEach(stream -> channels.put(
                        stream.name().value(),
                        topology.storesOf(stream).stream()
                                .map(store -> store.name().value())
                                .toList()));
        boolean same = channels.values().stream().distinct().count() == 1;
        return same ? new Selector.Replicating() : new Selector.Multiplexing(channels);
    }

    private static Selector.Way way(Route route) {
        Route.When when = route.when();
        return new Selector.Way(
                texts(route.streams()),
                when == null ? "" : when.header().value(),
                when == null ? List.of() : texts(when.values()),
                texts(route.to()));
    }

    private static List<String> texts(List<Located<String>> list) {
        return list.stream().map(Located::value).toList();
    }
}
