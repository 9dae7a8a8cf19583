package dev.headgate.topology.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of a component that the topology gives as Flume takes them. Immutable.
 *
 * @param keys values by key, as Flume reads them
 * @param places of the keys
 */
public record Raw(Map<String, String> keys, Map<String, Location> places) {
    /** No keys. */
    public static final Raw NONE = new Raw(Map.of(), Map.of());

    public Raw {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        places = Map.copyOf(places);
    }

    /** Where the file gives the key, if it does. */
    public Optional<Location> at(String key) {
        return Optional.ofNullable(places.get(key));
    }
}
