package dev.headgate.topology.size;

import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.Tier;

/**
 * How many agents of a tier carry the peak, by each of its bounds: {@code ceil(N/R)}, {@code ceil(N*r/C.events)} and {@code
 * ceil(N*r*s/C.bytes)}.
 */
public record Demand(long byFanIn, long byEvents, long byBytes) {
    /** A tier has at least two agents, so that its senders have somewhere to turn. */
    public static final long PAIR = 2;

    private static final long SECONDS_OF_HOUR = 3600;

    /**
     * The demand of a tier.
     *
     * @throws ArithmeticException where a number is beyond a long
     */
    static Demand of(Tier tier, long senders, Flow peak) {
        return of(tier, senders, peak, new Load(1, 1));
    }

    /** That of four thirds of everything: what a tier may shrink to, with a quarter to spare. */
    static Demand withQuarterToSpare(Tier tier, long senders, Flow peak) {
        return of(tier, senders, peak, new Load(4, 3));
    }

    private static Demand of(Tier tier, long senders, Flow peak, Load load) {
        Capacity capacity = tier.capacity();
        long bytesPerHour =
                Math.multiplyExact(SECONDS_OF_HOUR, capacity.bytes().perSecond().bytes());
        return new Demand(
                load.over(senders, tier.fanIn().value()),
                load.over(peak.events().perHour(), capacity.events().perHour()),
                load.over(peak.bytesPerHour(), bytesPerHour));
    }

    /** The agents that carry the peak: the most of all bounds, and a pair. */
    public long carrying() {
        return Math.max(Math.max(byFanIn, PAIR), Math.max(byEvents, byBytes));
    }

    /** What makes them as many. */
    public Bound bound() {
        long carrying = carrying();
        if (carrying == PAIR && byFanIn < PAIR && byEvents < PAIR && byBytes < PAIR) {
            return Bound.PAIR;
        }
        return carrying == byFanIn ? Bound.FAN_IN : carrying == byEvents ? Bound.EVENTS : Bound.BYTES;
    }

    /** So much of a load. */
    private record Load(long factor, long divisor) {
        long over(long amount, long capacity) {
            return Exact.ceilDiv(amount, factor, Math.multiplyExact(divisor, capacity));
        }
    }
}
