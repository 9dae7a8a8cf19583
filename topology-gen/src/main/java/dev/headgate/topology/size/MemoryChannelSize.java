package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;

/**
 * A memory channel of Flume.
 *
 * @param bytes of the bodies that it holds, and a quarter
 */
public record MemoryChannelSize(long capacity, long transactionCapacity, DataSize bytes) implements ChannelSize {
    /** What an event keeps of the heap beside its body: a map of some five headers with their texts, and the event itself. */
    static final long EVENT_OVERHEAD = 1000;

    static MemoryChannelSize of(Backlog backlog) {
        return new MemoryChannelSize(
                backlog.events(),
                backlog.transaction(),
                DataSize.ofBytes(Math.max(Exact.ceilDiv(backlog.bodies(), 5, 4), 1)));
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.MEMORY;
    }

    @Override
    public DataSize disk() {
        return DataSize.ofBytes(0);
    }

    /** {@code bytes + capacity * EVENT_OVERHEAD}. */
    @Override
    public long heapBytes(long batchBytes) {
        return Math.addExact(bytes.bytes(), Math.multiplyExact(capacity, EVENT_OVERHEAD));
    }

    @Override
    public long directBytes(long senders, long batchBytes) {
        return 0;
    }
}
