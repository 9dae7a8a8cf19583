package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import java.util.Collection;

/**
 * The heap of an agent, from what its parts keep in memory.
 *
 * @param batchBytes a batch of the largest events, headers included
 */
record HeapSize(long batchBytes) {
    /** Flume itself, its libraries, metrics and logging. */
    static final long BASE = 128L << 20;

    /** Threads and buffers of one source. */
    static final long SOURCE = 8L << 20;

    /** A batch in a source: as it was received, and as Flume's events. */
    static final long COPIES_OF_BATCH = 2;

    /** Threads and buffers of a sink that sends on. */
    static final long HOP_SINK = 8L << 20;

    /** The client of a store: file buffers, HBase's or Kafka's pending batches (Kafka's is 32 MB). */
    static final long STORE_SINK = 64L << 20;

    private static final long STEP = 64L << 20;

    /**
     * {@code (BASE + sources * SOURCE + senders * 2 batches + sinks * their size + 2 batches of each + what each channel keeps) *
     * 5/4}, rounded up to 64 MB: a quarter is left to the garbage collector. Never less than the direct buffers of its channels
     * and a quarter: the JVM lets those grow to the size of the heap, as nothing else is said (MaxDirectMemorySize).
     *
     * @param senders that one agent takes from while the spare ones are down
     * @throws ArithmeticException where it is beyond a long
     */
    DataSize of(Parts parts, long senders, Collection<ChannelSize> channels) {
        long batches = Math.multiplyExact(
                Math.multiplyExact(Math.addExact(senders, parts.sinks()), COPIES_OF_BATCH), batchBytes);
        long kept = channels.stream()
                .mapToLong(channel -> channel.heapBytes(batchBytes))
                .reduce(0, Math::addExact);
        long direct = channels.stream()
                .mapToLong(channel -> channel.directBytes(senders, batchBytes))
                .reduce(0, Math::addExact);
        long sum = Math.addExact(
                Math.addExact(BASE + parts.sources() * SOURCE + parts.sinks() * parts.sinkBytes(), batches), kept);
        long steps = Exact.ceilDiv(Math.max(sum, direct), 5, 4 * STEP);
        return DataSize.ofBytes(Math.multiplyExact(steps, STEP));
    }

    /** How many sources and sinks an agent has, and what one of the sinks keeps. */
    record Parts(long sources, long sinks, long sinkBytes) {}
}
