package dev.headgate.topology.model;

import dev.headgate.kit.option.DataSize;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Agents with the same role.
 *
 * @param fanIn how many senders one agent takes from
 * @param spare how many agents may be down at the peak
 * @param hold how long an agent must be able to buffer while what is behind it is down
 * @param channel what its agents buffer in; of the outermost tier, also those on app servers
 * @param heap the heap of an agent, where it shall not be computed
 */
public record Tier(
        Located<String> name,
        Pool pool,
        Located<Long> fanIn,
        Located<Long> spare,
        Located<Duration> hold,
        Located<ChannelKind> channel,
        @Nullable Located<DataSize> heap) {

    /** The machines that a tier's agents are placed on; how many it takes is computed. */
    public record Pool(Located<List<String>> hosts, Located<Long> agentsPerHost) {}
}
