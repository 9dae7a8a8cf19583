package dev.headgate.topology.adopt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A store of the topology to be. Immutable.
 *
 * @param keys as the topology gives them, {@code kind} first
 */
record StoreSketch(String name, Map<String, String> keys) {
    StoreSketch {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }
}
