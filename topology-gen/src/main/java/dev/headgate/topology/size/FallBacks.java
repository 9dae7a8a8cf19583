package dev.headgate.topology.size;

import dev.headgate.topology.model.Tier;

/** How many agents of the next tier a sender knows beside its primary one. */
public final class FallBacks {
    private FallBacks() {}

    /** As many as may be down at the peak and one more, as far as there are agents. */
    public static int count(Tier tier, int agents) {
        return (int) Math.min(agents - 1L, tier.spare().value() + 1);
    }
}
