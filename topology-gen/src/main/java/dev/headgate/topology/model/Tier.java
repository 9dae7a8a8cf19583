package dev.headgate.topology.model;

import dev.headgate.kit.option.DataSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents with the same role. Of the outermost tier, channel, user and raw keys hold for agents on app servers too.
 *
 * @param fanIn how many senders one agent takes from
 * @param spare how many agents may be down at the peak
 * @param hold how long an agent must be able to buffer while what is behind it is down
 * @param capacity what one agent can take in
 * @param channel what its agents buffer in
 * @param channelBrokers the Kafka that it buffers in, if it does
 * @param heap the heap of an agent, where it shall not be computed
 */
public record Tier(
        Located<String> name,
        Pool pool,
        Located<Long> fanIn,
        Located<Long> spare,
        Located<Duration> hold,
        Capacity capacity,
        Located<ChannelKind> channel,
        @Nullable Located<String> channelBrokers,
        @Nullable Located<DataSize> heap,
        RunAs runAs,
        RawKeys raw) {
    /** The machines that a tier's agents are placed on; how many it takes is computed. */
    public record Pool(Located<List<String>> hosts, Located<Long> agentsPerHost) {
        /** Those of the agents that it has room for: the first ones on each of its hosts. */
        public List<Lock.Agent> roomFor(List<Lock.Agent> agents) {
            Map<String, Long> room = new HashMap<>();
            hosts.value().forEach(host -> room.put(host, agentsPerHost.value()));
            List<Lock.Agent> kept = new ArrayList<>();
            for (Lock.Agent agent : agents) {
                long left = room.getOrDefault(agent.host(), 0L);
                if (left > 0) {
                    room.put(agent.host(), left - 1);
                    kept.add(agent);
                }
            }
            return kept;
        }
    }

    /**
     * What its agents run as.
     *
     * @param user of the operating system
     * @param jvmOptions beside the computed ones
     */
    public record RunAs(Located<String> user, List<Located<String>> jvmOptions) {}

    /**
     * Keys that the file gives as Flume takes them.
     *
     * @param sink of the sinks that send to the next tier
     */
    public record RawKeys(Raw source, Raw channel, Raw sink) {
        /** None at all. */
        public static final RawKeys NONE = new RawKeys(Raw.NONE, Raw.NONE, Raw.NONE);
    }
}
