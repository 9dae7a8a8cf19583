package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;

/** A channel of an agent. */
public sealed interface ChannelSize permits JournalSize, FileChannelSize, KafkaChannelSize, MemoryChannelSize {
    ChannelKind kind();

    /** Events: what arrives during the hold, at least one transaction. */
    long capacity();

    /** Events of the largest transaction. */
    long transactionCapacity();

    /** Bytes that it is made to hold. */
    DataSize bytes();

    /** What it takes when it is full. */
    DataSize disk();

    /**
     * Bytes of the heap that it keeps.
     *
     * @param batchBytes a batch of the largest events, headers included
     * @throws ArithmeticException where they are beyond a long
     */
    long heapBytes(long batchBytes);

    /**
     * Bytes that it keeps in direct buffers.
     *
     * @param senders that put at the same time
     * @param batchBytes a batch of the largest events, headers included
     * @throws ArithmeticException where they are beyond a long
     */
    long directBytes(long senders, long batchBytes);

    /**
     * A channel of the kind that keeps the backlog.
     *
     * @throws ArithmeticException where a number is beyond a long
     */
    static ChannelSize of(ChannelKind kind, Backlog backlog) {
        return switch (kind) {
            case JOURNAL -> JournalSize.of(backlog);
            case FILE -> FileChannelSize.of(backlog);
            case KAFKA -> KafkaChannelSize.of(backlog);
            case MEMORY -> MemoryChannelSize.of(backlog);
        };
    }

    /**
     * A channel as it was given out.
     *
     * @param batch events that travel together
     */
    static ChannelSize of(Lock.Channel given, long batch) {
        return switch (given.kind()) {
            case JOURNAL -> JournalSize.of(given.capacity(), given.bytes(), batch);
            case FILE -> FileChannelSize.of(given.capacity(), given.bytes().bytes(), batch);
            case KAFKA -> new KafkaChannelSize(given.capacity(), Backlog.transaction(batch), given.bytes());
            case MEMORY -> new MemoryChannelSize(given.capacity(), Backlog.transaction(batch), given.bytes());
        };
    }
}
