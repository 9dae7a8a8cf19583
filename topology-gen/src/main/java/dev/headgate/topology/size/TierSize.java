package dev.headgate.topology.size;

import dev.headgate.topology.model.Tier;

/**
 * A tier: how many agents it has and why, and each one's size.
 *
 * @param senders app servers and agents that send to it
 * @param peak of all of them
 * @param demand for agents, by each bound
 * @param agents spare ones included; more than are wanted where the tier was larger and would not fit with a quarter to spare
 */
public record TierSize(Tier tier, long senders, Flow peak, Demand demand, int agents, AgentSize agent) {
    /** The agents that carry the peak while the spare ones are down. */
    public long carrying() {
        return agents - tier.spare().value();
    }

    /** What makes them as many as are wanted. */
    public Bound bound() {
        return demand.bound();
    }

    /** The agents that are wanted, spare ones included. */
    public long wanted() {
        return demand.carrying() + tier.spare().value();
    }
}
