package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
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
    public static final String HOP = Lock.HOP;

    /** The channel, and the lane, of an agent toward a tier: where several stand side by side, their names tell all but the last apart. */
    public static String lane(Topology topology, Tier next) {
        boolean isAlone = !topology.isStoreTier(next)
                || next.equals(topology.tiers().get(topology.tiers().size() - 1));
        return isAlone ? HOP : HOP + "-" + next.name().value();
    }

    public AgentSize {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }
}
