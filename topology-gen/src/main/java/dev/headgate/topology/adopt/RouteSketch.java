package dev.headgate.topology.adopt;

import java.util.Set;

/**
 * A route of the topology to be.
 *
 * @param by the tier that writes it; empty for the last one
 */
record RouteSketch(StreamSketch stream, Routing.When when, String by, Set<StoreSketch> stores) {
    RouteSketch to(Set<StoreSketch> others) {
        return new RouteSketch(stream, when, by, others);
    }
}
