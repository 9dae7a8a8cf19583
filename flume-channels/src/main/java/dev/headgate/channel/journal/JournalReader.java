package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of the log in order, once each, up to what is safe on disk. Holds one batch in memory.
 *
 * <p>Guarded by its owner's lock.
 */
final class JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    /** Beyond them only every second one is known: the age of the oldest event may then be said too high. */
    private static final int MOST_BEGUN = 4096;

    /** Positions that are no longer in the log, to be given up for good. */
    @FunctionalInterface
    interface Loss {
        /** Returns the lowest position that is not done with then. */
        long giveUp(long from, long to, long bytes) throws IOException;
    }

    /** When the batch that begins at a position was committed. */
    private record Begun(long firstPosition, long time) {}

    private final Arrivals arrivals;
    private final Segments segments;
    private final Acknowledged delivered;
    private final Quarantine quarantine;
    private final Loss loss;

    private SegmentScan scan;
    private long position;
    private @Nullable StoredBatch batch;
    /** Of the batches that hold events which are not acknowledged, as far as they are read. */
    private final ArrayDeque<Begun> begun = new ArrayDeque<>();

    private long mark;

    /**
     * Begins at the first event that is not acknowledged.
     *
     * @param delivered what was acknowledged before; not changed
     */
    JournalReader(Arrivals arrivals, Segments segments, Acknowledged delivered, Quarantine quarantine, Loss loss) {
        this.arrivals = arrivals;
        this.segments = segments;
        this.delivered = delivered;
        this.quarantine = quarantine;
        this.loss = loss;
        this.mark = delivered.mark();
        this.position = delivered.firstOpenFrom(mark);
        this.scan = scanOf(segments.holding(position));
    }

    /** The next event, to be decoded by whoever wants it; or null where there is none yet. */
    @Nullable
    EncodedEvent next() throws IOException {
        StoredBatch open = passNext();
        return open == null ? null : open.next();
    }

    /** The next event, or null where there is none yet. */
    @Nullable
    StoredEvent nextDecoded() throws IOException {
        StoredBatch open = passNext();
        return open == null ? null : open.nextDecoded();
    }

    /** The batch of the next event, which counts as given out. */
    private @Nullable StoredBatch passNext() throws IOException {
        StoredBatch open = batchWithNext();
        if (open != null) {
            position = open.nextPosition() + 1;
        }
        return open;
    }

    /** A batch whose next event is the next one to be given out, or null where there is none yet. */
    private @Nullable StoredBatch batchWithNext() throws IOException {
        while (true) {
            StoredBatch open = batch;
            while (open != null && open.hasNext()) {
                if (open.nextPosition() >= position && !delivered.contains(open.nextPosition())) {
                    return open;
                }
                open.skip();
            }
            batch = null;
            if (!readBatch()) {
                return null;
            }
        }
    }

    /** Says that all positions below the given one are acknowledged. */
    void doneBelow(long newMark) {
        mark = Math.max(mark, newMark);
        Begun first = begun.pollFirst();
        while (first != null) {
            Begun second = begun.peekFirst();
            if (second == null || second.firstPosition() > mark) {
                begun.addFirst(first);
                return;
            }
            first = begun.pollFirst();
        }
    }

    /** When the oldest event that is not acknowledged was committed; empty where there is none. */
    OptionalLong oldestTime() throws IOException {
        if (mark >= arrivals.readablePosition()) {
            return OptionalLong.empty();
        }
        if (mark >= position) {
            batchWithNext();
        }
        Begun first = begun.peekFirst();
        return first == null ? OptionalLong.empty() : OptionalLong.of(first.time());
    }

    private boolean readBatch() throws IOException {
        while (true) {
            position = delivered.firstOpenFrom(position);
            // In this order: what is readable now lies in this segment unless there was a next one already.
            long readable = arrivals.readablePosition();
            if (position >= readable) {
                return false;
            }
            Segment next = segments.after(scan.segment().number());
            if (next != null && position >= next.firstPosition()) {
                scan.segment().close();
                scan = scanOf(next);
                continue;
            }
            scan.extendTo(scan.segment().durableEnd());
            long end = next == null ? readable : next.firstPosition();
            if (read(scan.next(position), end)) {
                return true;
            }
        }
    }

    /** Whether a batch was found; the events of the segment end before the given position. */
    private boolean read(@Nullable Step step, long end) throws IOException {
        if (step instanceof Whole whole) {
            RecordHeader header = whole.header();
            if (header.type() != RecordType.EVENTS) {
                return false;
            }
            if (header.firstPosition() > position) {
                lost(header.firstPosition());
            }
            StoredBatch read = new StoredBatch(whole.payload(), header.firstPosition(), header.count());
            note(new Begun(header.firstPosition(), read.time()));
            batch = read;
            return true;
        }
        if (step instanceof Damaged damaged) {
            setAside(damaged, end);
        } else {
            endOfSegment(end);
        }
        return false;
    }

    private void note(Begun next) {
        if (begun.size() == MOST_BEGUN) {
            for (int index = 0; index < MOST_BEGUN; index++) {
                Begun each = begun.removeFirst();
                if (index % 2 == 0) {
                    begun.addLast(each);
                }
            }
        }
        begun.add(next);
    }

    private void setAside(Damaged damaged, long segmentEnd) throws IOException {
        RecordHeader header = damaged.header();
        if (header == null) {
            quarantine.take(scan.segment(), damaged, "the records in it are lost, events from position " + position);
        } else if (header.type() == RecordType.EVENTS) {
            long end = header.firstPosition() + header.count();
            quarantine.take(
                    scan.segment(), damaged, "events of positions %d to %d are lost".formatted(position, end - 1));
            giveUp(end, header.length());
        } else {
            quarantine.take(scan.segment(), damaged, "no event is lost");
        }
        if (scan.atEnd()) {
            endOfSegment(segmentEnd);
        }
    }

    private void endOfSegment(long end) throws IOException {
        if (position < end) {
            lost(end);
        }
    }

    private void lost(long end) throws IOException {
        LOG.error(
                "Events of positions {} to {} are not in segment '{}' any more: they are lost.",
                position,
                end - 1,
                scan.segment());
        giveUp(end, 0);
    }

    private void giveUp(long end, long bytes) throws IOException {
        long from = position;
        position = end;
        doneBelow(loss.giveUp(from, end, bytes));
    }

    private static SegmentScan scanOf(Segment segment) {
        return new SegmentScan(segment, segment.durableEnd());
    }
}
