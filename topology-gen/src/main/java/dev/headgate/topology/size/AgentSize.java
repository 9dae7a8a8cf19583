package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One agent.
 *
 * @param channels by name, in the order of their stores
 * @param heap of the JVM
 */
public record AgentSize(Map<String, ChannelSize> channels, DataSize heap) {
    /** The channel of an agent that sends on to another tier. */
    public static final String HOP = "hop";

    public AgentSize {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }
}
