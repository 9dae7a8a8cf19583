package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;

/**
 * A journal. Its constants are those of {@code dev.headgate.channel.journal}.
 *
 * @param capacityBytes bytes of events, headers included, at which it takes no more
 */
public record JournalSize(long capacity, long transactionCapacity, DataSize capacityBytes, DataSize disk)
        implements ChannelSize {
    /**
     * What it writes for an event beside its body: about 130 bytes of headers (stream, origin, sequence, time, file), 8 for the
     * lengths of each header (EventBatch), 8 for the event's length and number of headers.
     */
    static final long EVENT_OVERHEAD = 180;

    /**
     * What it writes for a transaction beside its events: 48 bytes of record header (RecordHeader), 16 of times and lengths
     * (EventBatch), about 100 for the feeder and its position, 8 of alignment; and 80 for the record of the take.
     */
    static final long TRANSACTION_OVERHEAD = 256;

    /**
     * The largest transaction that it can write as one record (EventBatch). With less room for bytes than that, a batch that
     * passes the room would be sent again for ever.
     */
    static final long LARGEST_TRANSACTION = 1L << 30;

    /** The size of its files where nothing else is said (JournalOptions). */
    static final long SEGMENT = 64L << 20;

    /** What of a segment is used at least: a batch has 8 MB at most, and one that does not fit begins another segment. */
    static final long USED_OF_SEGMENT = SEGMENT - (8L << 20);

    /** At most: the segment that is read, the one that is written, the one before it, and spares (Segments, Spares). */
    static final long SEGMENTS_KEPT_BACK = 6;

    /** A read-ahead of 1 MB (SegmentScan), the progress of some ten thousand feeders, and their snapshot when a segment begins. */
    static final long HEAP = 4L << 20;

    /** A batch on its way out: as it stands in the log, and as Flume's events. */
    static final long COPIES_OF_BATCH = 2;

    /** A put transaction encodes its events in a direct buffer, which doubles as it grows (EventBatch). */
    static final long GROWTH_OF_BUFFER = 2;

    private static final long MEGABYTE = 1L << 20;

    /**
     * {@code capacityBytes = max((bodies + capacity * EVENT_OVERHEAD) * 5/4, LARGEST_TRANSACTION)}, rounded up to 1 MB: a quarter
     * to spare where events are larger than was said, and still no more of a disk that it shares than is its own. {@code disk =
     * (ceil((capacityBytes + capacity / batch * TRANSACTION_OVERHEAD) / USED_OF_SEGMENT) + SEGMENTS_KEPT_BACK) * SEGMENT}.
     */
    static JournalSize of(Backlog backlog) {
        long least = Exact.ceilDiv(LARGEST_TRANSACTION, MEGABYTE);
        long megabytes = Math.max(Exact.ceilDiv(backlog.bytes(EVENT_OVERHEAD), 5, 4 * MEGABYTE), least);
        return of(backlog.events(), DataSize.ofMegabytes(megabytes), backlog.batch());
    }

    static JournalSize of(long events, DataSize bytes, long batch) {
        long transactions = Exact.ceilDiv(events, batch);
        long written = Math.addExact(bytes.bytes(), Math.multiplyExact(transactions, TRANSACTION_OVERHEAD));
        long segments = Exact.ceilDiv(written, USED_OF_SEGMENT) + SEGMENTS_KEPT_BACK;
        return new JournalSize(
                events, Backlog.transaction(batch), bytes, DataSize.ofBytes(Math.multiplyExact(segments, SEGMENT)));
    }

    @Override
    public DataSize bytes() {
        return capacityBytes;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.JOURNAL;
    }

    @Override
    public long heapBytes(long batchBytes) {
        return Math.addExact(HEAP, Math.multiplyExact(COPIES_OF_BATCH, batchBytes));
    }

    @Override
    public long directBytes(long senders, long batchBytes) {
        return Math.multiplyExact(Math.multiplyExact(senders, GROWTH_OF_BUFFER), batchBytes);
    }
}
