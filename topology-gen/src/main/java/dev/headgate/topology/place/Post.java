package dev.headgate.topology.place;

import dev.headgate.topology.model.Lock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an agent stands, before it is known what it is connected with.
 *
 * @param inputs what its Avro sources listen on, by source
 * @param hops those of them that take from agents
 * @param before what it was given before; nothing where it is new
 */
record Post(
        String agent,
        String tier,
        String host,
        Map<String, Endpoint> inputs,
        Set<String> hops,
        Endpoint metrics,
        Optional<Lock.Agent> before) {
    /** The source for the agents of the tier before. */
    static String hopFrom(String tier) {
        return "from-" + tier;
    }

    Endpoint input(String source) {
        Endpoint input = inputs.get(source);
        if (input == null) {
            throw new IllegalStateException("Agent " + agent + " has no source " + source + ".");
        }
        return input;
    }
}
