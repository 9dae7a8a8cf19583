package dev.headgate.topology.size;

import dev.headgate.topology.model.Topology;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All the numbers of a topology.
 *
 * @param batch events that travel together; the same on the whole way, so that batches never shrink toward the store
 * @param tiers outermost first
 * @param tail the agents on app servers that are tailed, by host
 */
public record Sizes(Topology topology, long batch, List<TierSize> tiers, Map<String, AgentSize> tail) {
    public Sizes {
        tiers = List.copyOf(tiers);
        tail = Collections.unmodifiableMap(new LinkedHashMap<>(tail));
    }

    /** The most events of a transaction of every channel. */
    public long transaction() {
        return Backlog.transaction(batch);
    }
}
