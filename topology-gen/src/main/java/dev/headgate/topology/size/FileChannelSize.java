package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;

/**
 * A file channel of Flume.
 *
 * @param maxFileSize bytes of one data file
 */
public record FileChannelSize(long capacity, long transactionCapacity, long maxFileSize, DataSize disk)
        implements ChannelSize {
    /**
     * What it writes for an event beside its body: about 130 bytes of headers (stream, origin, sequence, time), 40 of framing
     * around the put, 30 for the take.
     */
    static final long EVENT_OVERHEAD = 200;

    /** It always keeps its last two data files, even when all their events are taken. */
    static final long FILES_KEPT_BACK = 2;

    /**
     * What it keeps of a queued event: the 8 bytes of its pointer in the mapped checkpoint, and as much again for the changes
     * since the last checkpoint and for replays.
     */
    static final long POINTER = 16;

    private static final long MINIMUM_REQUIRED_SPACE = 500L << 20;
    private static final long LEAST_FILE = 64L << 20;
    private static final long LARGEST_FILE = 2_146_435_071;

    /**
     * {@code full = bodies + capacity * EVENT_OVERHEAD}; a data file is an eighth of that, within 64 MB and Flume's limit, so that
     * what is kept back stays in proportion; {@code disk = full + 2 files}.
     */
    static FileChannelSize of(Backlog backlog) {
        return of(backlog.events(), backlog.bytes(EVENT_OVERHEAD), backlog.batch());
    }

    static FileChannelSize of(long events, long full, long batch) {
        long file = Math.min(Math.max(full / 8, LEAST_FILE), LARGEST_FILE);
        return new FileChannelSize(
                events,
                Backlog.transaction(batch),
                file,
                DataSize.ofBytes(Math.addExact(full, FILES_KEPT_BACK * file)));
    }

    @Override
    public DataSize bytes() {
        return DataSize.ofBytes(disk.bytes() - FILES_KEPT_BACK * maxFileSize);
    }

    /** Bytes of free disk below which the channel takes no more, so that what it has can still be taken out: Flume's 500 MB. */
    public long minimumRequiredSpace() {
        return MINIMUM_REQUIRED_SPACE;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.FILE;
    }

    @Override
    public long heapBytes(long batchBytes) {
        return Math.multiplyExact(capacity, POINTER);
    }

    @Override
    public long directBytes(long senders, long batchBytes) {
        return 0;
    }
}
