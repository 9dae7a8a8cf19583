package dev.headgate.topology.place;

import java.util.Map;

/**
 * Where an agent stands, before it is known what it is connected with.
 *
 * @param inputs what its Avro sources listen on, by source
 */
record Post(String agent, String tier, String host, Map<String, Endpoint> inputs, Endpoint metrics) {
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
