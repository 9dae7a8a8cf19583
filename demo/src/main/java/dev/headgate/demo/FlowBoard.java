package dev.headgate.demo;

import dev.headgate.demo.AgentMetrics.Flow;
import dev.headgate.topology.place.Agent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What flows, tier by tier. An agent that does not answer keeps what it showed last, except that its tier is then not
 * quiet. Used by one thread.
 */
final class FlowBoard {
    private final List<Agent> agents;
    private final AgentMetrics metrics = new AgentMetrics();
    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private int silent;

    FlowBoard(List<Agent> agents) {
        this.agents = agents;
    }

    /**
     * The flow of a tier.
     *
     * @param agents how many it has
     */
    record TierFlow(String tier, int agents, Flow flow) {}

    /** Reads every agent's metrics. */
    void refresh() throws InterruptedException {
        silent = 0;
        for (Agent agent : agents) {
            Optional<Flow> flow = metrics.read(agent);
            if (flow.isPresent()) {
                flows.put(agent.name(), flow.get());
            } else {
                silent++;
            }
        }
    }

    /** How many agents did not answer. */
    int silent() {
        return silent;
    }

    /** Whether every agent answered, and none has anything left. */
    boolean isDrained() {
        return silent == 0 && flows.values().stream().allMatch(flow -> flow.buffered() == 0 && flow.unread() == 0);
    }

    List<TierFlow> tiers() {
        Map<String, TierFlow> tiers = new LinkedHashMap<>();
        for (Agent agent : agents) {
            Flow flow = flows.getOrDefault(agent.name(), Flow.NONE);
            tiers.merge(
                    agent.tier(),
                    new TierFlow(agent.tier(), 1, flow),
                    (one, other) -> new TierFlow(
                            one.tier(),
                            one.agents() + other.agents(),
                            one.flow().plus(other.flow())));
        }
        return List.copyOf(tiers.values());
    }
}
