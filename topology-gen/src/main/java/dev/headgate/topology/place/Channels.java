package dev.headgate.topology.place;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.size.AgentSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which channels of a tier's agents an event goes into, as the routes say: those of its stores, or of the tiers that write them. */
record Channels(Topology topology) {
    /** Of a tier. */
    Selector selector(Tier tier) {
        return topology.isStoreTier(tier) ? stores(tier) : lanes(topology.behind(tier));
    }

    /**
     * By store. A stream that another tier writes may still be under way from before an edit; it goes where it is to land, as far as
     * this tier writes there.
     */
    private Selector stores(Tier tier) {
        List<String> own =
                topology.storesInUse(tier).stream().map(Channels::name).toList();
        if (isByHeader()) {
            return new Selector.Routing(topology.routes().stream()
                    .flatMap(route ->
                            way(route, texts(route.to()).filter(own::contains).toList()).stream())
                    .toList());
        }
        Map<String, List<String>> channels = new LinkedHashMap<>();
        for (EventStream stream : topology.streams()) {
            put(
                    channels,
                    stream,
                    topology.storesOf(stream).stream().map(Channels::name).filter(own::contains));
        }
        return byStream(channels);
    }

    /** By tier. */
    private Selector lanes(List<Tier> behind) {
        if (behind.size() > 1 && isByHeader()) {
            return new Selector.Routing(topology.routes().stream()
                    .flatMap(route -> way(route, List.of(AgentSize.lane(topology, topology.tierOf(route)))).stream())
                    .toList());
        }
        Map<String, List<String>> channels = new LinkedHashMap<>();
        for (EventStream stream : topology.streams()) {
            put(
                    channels,
                    stream,
                    behind.stream()
                            .filter(tier -> topology.streamsThrough(tier).contains(stream))
                            .map(tier -> AgentSize.lane(topology, tier)));
        }
        return byStream(channels);
    }

    private boolean isByHeader() {
        return topology.routes().stream().anyMatch(route -> route.when() != null);
    }

    private static Selector byStream(Map<String, List<String>> channels) {
        boolean same = channels.values().stream().distinct().count() == 1;
        return same ? new Selector.Replicating() : new Selector.Multiplexing(channels);
    }

    /** An event of a stream that has no entry goes into all channels. */
    private static void put(Map<String, List<String>> channels, EventStream stream, Stream<String> names) {
        List<String> own = names.toList();
        if (!own.isEmpty()) {
            channels.put(stream.name().value(), own);
        }
    }

    private static Optional<Selector.Way> way(Route route, List<String> channels) {
        Route.When when = route.when();
        return channels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Selector.Way(
                        texts(route.streams()).toList(),
                        when == null ? "" : when.header().value(),
                        when == null ? List.of() : texts(when.values()).toList(),
                        channels));
    }

    private static String name(Store store) {
        return store.name().value();
    }

    private static Stream<String> texts(List<Located<String>> list) {
        return list.stream().map(Located::value);
    }
}
