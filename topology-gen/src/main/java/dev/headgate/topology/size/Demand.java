package dev.headgate.topology.size;

import dev.headgate.topology.model.Capacity;
import dev.headgate.topology.model.Tier;

/**
 * How many agents of a tier carry the peak, by each of its bounds: {@code ceil(N/R)}, {@code ceil(N*r/C.events)} and {@code
 * ceil(N*r*s/C.bytes)}.
 *
 * @param byThird so many that none of them, with the spare ones, carries over a third of the load; nothing where any number is as good
 */
public record Demand(long byFanIn, long byEvents, long byBytes, long byThird) {
    /** A tier has at least two agents, so that its senders have somewhere to turn. */
    public static final long PAIR = 2;

    /** From so many agents on, none is to carry over a third of the load. */
    public static final long FEW = 3;

    /** A third, to the whole percent: nobody wants a machine more because 81 of 242 senders are a little over. */
    public static final double MOST_OF_LOAD = 0.34;

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
                load.over(peak.bytesPerHour(), bytesPerHour),
                0);
    }

    /**
     * The same, with a few more agents where whole senders cannot be divided among so few that none carries over a third.
     *
     * @param room the most agents that there are hosts for
     */
    Demand evenly(SenderLoads loads, long spare, long room) {
        long agents = loads.evenAgents(carrying() + spare, room);
        return new Demand(byFanIn, byEvents, byBytes, agents == carrying() + spare ? 0 : agents - spare);
    }

    /** The agents that carry the peak: the most of all bounds, and a pair. */
    public long carrying() {
        return Math.max(withoutThird(), byThird);
    }

    /** As many as would carry the peak, if one might carry over a third. */
    long withoutThird() {
        return Math.max(Math.max(byFanIn, PAIR), Math.max(byEvents, byBytes));
    }

    /** What makes them as many. */
    public Bound bound() {
        long carrying = carrying();
        if (byThird > 0) {
            return Bound.THIRD;
        }
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
