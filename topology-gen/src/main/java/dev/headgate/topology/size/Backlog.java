package dev.headgate.topology.size;

import java.time.Duration;

/**
 * What a channel must be able to keep: an agent's share of a flow for the hold.
 *
 * @param events {@code ceil(events/h * hold / agents)}, at least one transaction
 * @param bodies bytes of the events that arrive during the hold: {@code ceil(bytes/h * hold / agents)}
 * @param batch events that travel together
 */
record Backlog(long events, long bodies, long batch) {
    /** How many batches fit into a transaction: senders that are not ours may send larger ones, and HBase is fastest with 20,000 events. */
    private static final long BATCHES_OF_TRANSACTION = 20;

    private static final long MILLIS_OF_HOUR = 3_600_000;

    /**
     * The backlog of an agent when the hold is over.
     *
     * @param agents that share the flow: those that are left when the spare ones are down
     * @throws ArithmeticException where a number is beyond a long
     */
    static Backlog of(Flow flow, Duration hold, long agents, long batch) {
        long divisor = Math.multiplyExact(MILLIS_OF_HOUR, agents);
        long events = Exact.ceilDiv(flow.events().perHour(), hold.toMillis(), divisor);
        long bodies = Exact.ceilDiv(flow.bytesPerHour(), hold.toMillis(), divisor);
        return new Backlog(Math.max(events, transaction(batch)), bodies, batch);
    }

    /** Events of the largest transaction. */
    long transaction() {
        return transaction(batch);
    }

    /**
     * Its bytes in a channel that writes so many beside each body.
     *
     * @throws ArithmeticException where they are beyond a long
     */
    long bytes(long overhead) {
        return Math.addExact(bodies, Math.multiplyExact(events, overhead));
    }

    /** The same, for batches of so many events. */
    static long transaction(long batch) {
        return Math.multiplyExact(batch, BATCHES_OF_TRANSACTION);
    }
}
