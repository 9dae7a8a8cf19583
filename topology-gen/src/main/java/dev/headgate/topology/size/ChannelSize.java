package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import java.time.Duration;

/**
 * A channel of an agent.
 *
 * @param capacity events: {@code ceil(in * hold)}, at least one transaction
 * @param transactionCapacity events of the largest transaction
 * @param maxFileSize bytes of one data file
 * @param disk what it takes when it is full
 */
public record ChannelSize(long capacity, long transactionCapacity, long maxFileSize, DataSize disk) {
    /**
     * What the file channel writes for an event beside its body: about 130 bytes of headers (stream, origin, sequence, time), 40 of
     * framing around the put, 30 for the take.
     */
    static final long EVENT_OVERHEAD = 200;

    /** How many batches fit into a transaction: senders that are not ours may send larger ones. */
    static final long BATCHES_OF_TRANSACTION = 10;

    /** The file channel always keeps its last two data files, even when all their events are taken. */
    static final long FILES_KEPT_BACK = 2;

    private static final long MINIMUM_REQUIRED_SPACE = 500L << 20;
    private static final long MILLIS_OF_HOUR = 3_600_000;
    private static final long LEAST_FILE = 64L << 20;
    private static final long LARGEST_FILE = 2_146_435_071;

    /** Bytes of free disk below which the channel takes no more, so that what it has can still be taken out: Flume's 500 MB. */
    public long minimumRequiredSpace() {
        return MINIMUM_REQUIRED_SPACE;
    }

    /**
     * The channel that buffers an agent's share of a flow for the hold.
     *
     * <p>{@code capacity = max(ceil(events/h * hold / agents), transaction)}; {@code full = bytes/h * hold / agents + capacity *
     * EVENT_OVERHEAD}; a data file is an eighth of that, within 64 MB and Flume's limit, so that what is kept back stays in
     * proportion; {@code disk = full + 2 files}.
     *
     * @param agents that share the flow: those that are left when the spare ones are down
     * @throws ArithmeticException where a number is beyond a long
     */
    static ChannelSize of(Flow flow, Duration hold, long agents, long batch) {
        long transaction = Math.multiplyExact(batch, BATCHES_OF_TRANSACTION);
        long divisor = Math.multiplyExact(MILLIS_OF_HOUR, agents);
        long capacity = Math.max(Exact.ceilDiv(flow.events().perHour(), hold.toMillis(), divisor), transaction);
        long bodies = Exact.ceilDiv(flow.bytesPerHour(), hold.toMillis(), divisor);
        long full = Math.addExact(bodies, Math.multiplyExact(capacity, EVENT_OVERHEAD));
        long file = Math.min(Math.max(full / 8, LEAST_FILE), LARGEST_FILE);
        return new ChannelSize(
                capacity, transaction, file, DataSize.ofBytes(Math.addExact(full, FILES_KEPT_BACK * file)));
    }
}
