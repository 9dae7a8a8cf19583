package dev.headgate.channel.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a journal: new ones out of spares, and spares out of acknowledged ones.
 *
 * <p>The segment before the newest stays even when all of it is acknowledged: should the newest one's snapshot be damaged,
 * the older one tells the state. Safe for threads.
 */
final class Segments {
    private final Disk disk;
    private final Spares spares;
    private final UUID journal;
    private final NavigableMap<Long, Segment> live = new TreeMap<>();

    Segments(Disk disk, Spares spares, UUID journal, List<Segment> found) {
        this.disk = disk;
        this.spares = spares;
        this.journal = journal;
        found.forEach(segment -> live.put(segment.number(), segment));
    }

    UUID journal() {
        return journal;
    }

    /**
     * Begins a segment, at once; its file gets its name when it is first written.
     *
     * @param least bytes that it must be able to hold
     * @param isForPuts whether it is for events
     * @return null where there is no spare; {@link #stock} makes one
     */
    synchronized @Nullable Segment begin(SegmentName name, int least, boolean isForPuts) {
        Spares.Spare spare = spares.take(least, isForPuts);
        if (spare == null) {
            return null;
        }
        Segment segment = new Segment(disk, spare, name, journal);
        live.put(segment.number(), segment);
        spares.prepare();
        return segment;
    }

    /**
     * Sees to it that a segment can begin. Takes the time that the disk takes.
     *
     * @throws JournalFullException where there is no room
     */
    void stock(int least, boolean isForPuts) throws IOException, JournalFullException {
        try {
            spares.stock(least, isForPuts);
        } catch (JournalFullException full) {
            Segment idle = isForPuts ? null : takeIdle(least);
            if (idle == null) {
                throw full;
            }
            idle.close();
            spares.keep(idle);
        }
    }

    /** Makes spares ahead of need. */
    void prepareSpares() {
        spares.prepare();
    }

    /**
     * A segment that holds no events: all that it says, the snapshot of the next one says too. While the disks are full
     * acknowledgements go round in two of them.
     */
    private synchronized @Nullable Segment takeIdle(int least) {
        for (Segment segment : live.values()) {
            Segment next = after(segment.number());
            if (next != null
                    && next.firstPosition() == segment.firstPosition()
                    && next.syncedEnd() > Segment.HEADER_SIZE
                    && segment.size() >= least) {
                live.remove(segment.number());
                return segment;
            }
        }
        return null;
    }

    /**
     * Frees the oldest segments, as far as all their events are acknowledged.
     *
     * @param durable the number of a segment that is on disk with its snapshot; it and the one before it stay
     */
    void recycleOldest(Acknowledged done, long durable) throws IOException {
        for (Segment segment : takeOldest(done.mark(), durable)) {
            spares.recycle(segment);
        }
    }

    private synchronized List<Segment> takeOldest(long mark, long durable) {
        List<Segment> done = new ArrayList<>();
        Long before = live.lowerKey(durable);
        while (before != null && live.firstKey() < before) {
            Segment second = live.higherEntry(live.firstKey()).getValue();
            if (second.firstPosition() > mark) {
                break;
            }
            done.add(live.pollFirstEntry().getValue());
        }
        return done;
    }

    /**
     * Frees also segments behind events that are not acknowledged: a transaction that never ends must not hold on to all
     * that is put after it. Looks at every segment.
     *
     * @param durable as in {@link #recycleOldest}
     */
    void recycleAll(Acknowledged done, long durable) throws IOException {
        for (Segment segment : takeAll(done, durable)) {
            spares.recycle(segment);
        }
    }

    private synchronized List<Segment> takeAll(Acknowledged done, long durable) {
        Long before = live.lowerKey(durable);
        List<Segment> taken = new ArrayList<>();
        if (before != null) {
            for (Segment segment : live.headMap(before).values()) {
                Segment next = live.higherEntry(segment.number()).getValue();
                if (done.firstOpenFrom(segment.firstPosition()) >= next.firstPosition()) {
                    taken.add(segment);
                }
            }
        }
        taken.forEach(segment -> live.remove(segment.number()));
        return taken;
    }

    /** The segment behind the one with the number, or null where that is the newest. */
    synchronized @Nullable Segment after(long number) {
        var next = live.higherEntry(number);
        return next == null ? null : next.getValue();
    }

    /** The segment in which the position lies or will lie. */
    synchronized Segment holding(long position) {
        Segment holding = live.firstEntry().getValue();
        for (Segment segment : live.values()) {
            if (segment.firstPosition() > position) {
                break;
            }
            holding = segment;
        }
        return holding;
    }

    /** Bytes that the segments and spares take on the disks. */
    synchronized long diskBytes() {
        return live.values().stream().mapToLong(Segment::size).sum() + spares.bytes();
    }

    /** Makes no more spares, and closes the files. */
    void close() throws IOException {
        spares.close();
        closeFiles();
    }

    private synchronized void closeFiles() throws IOException {
        for (Segment segment : live.values()) {
            segment.close();
        }
    }
}
