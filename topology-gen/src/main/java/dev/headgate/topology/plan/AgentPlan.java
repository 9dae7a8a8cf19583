package dev.headgate.topology.plan;

import java.util.List;

/**
 * What happens to one agent, and why.
 *
 * @param keys that change, where it is not new
 * @param refusals why it may not be done, in whole sentences
 */
public record AgentPlan(
        String agent, String tier, String host, Action action, List<KeyChange> keys, List<String> refusals) {
    public AgentPlan {
        keys = List.copyOf(keys);
        refusals = List.copyOf(refusals);
    }
}
