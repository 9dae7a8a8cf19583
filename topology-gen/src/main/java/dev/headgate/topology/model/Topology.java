package dev.headgate.topology.model;

import java.util.List;

/**
 * What a topology file says.
 *
 * @param file that it was read from
 * @param tiers outermost first
 */
public record Topology(
        Located<String> name,
        Source file,
        List<EventStream> streams,
        List<Tier> tiers,
        List<Store> stores,
        List<Route> routes,
        Ground ground) {

    public Topology {
        streams = List.copyOf(streams);
        tiers = List.copyOf(tiers);
        stores = List.copyOf(stores);
        routes = List.copyOf(routes);
    }

    /** The stores that the stream lands in, in the order of the file. */
    public List<Store> storesOf(EventStream stream) {
        return stores.stream()
                .filter(store -> routes.stream()
                        .filter(route -> names(route.streams(), stream.name().value()))
                        .anyMatch(route -> names(route.to(), store.name().value())))
                .toList();
    }

    /** The stores that any stream lands in, in the order of the file. */
    public List<Store> storesInUse() {
        return stores.stream()
                .filter(store ->
                        streams.stream().anyMatch(stream -> storesOf(stream).contains(store)))
                .toList();
    }

    private static boolean names(List<Located<String>> list, String name) {
        return list.stream().anyMatch(entry -> entry.value().equals(name));
    }
}
