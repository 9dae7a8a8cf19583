package dev.headgate.topology.size;

import dev.headgate.topology.model.Tier;

/**
 * A tier: how many agents it has and why, and each one's size.
 *
 * @param senders app servers and agents that send to it
 * @param peak of all of them
 * @param agents spare ones included
 * @param bound what made them as many
 */
public record TierSize(Tier tier, long senders, Flow peak, int agents, Bound bound, AgentSize agent) {
    /** The agents that carry the peak while the spare ones are down. */
    public long carrying() {
        return agents - tier.spare().value();
    }
}
