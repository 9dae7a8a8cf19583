package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.util.List;
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

    /** Positions that are no longer in the log, to be given up for good. */
    @FunctionalInterface
    interface Loss {
        void giveUp(long from, long to, long bytes) throws IOException;
    }

    private final JournalLog log;
    private final Segments segments;
    private final Acknowledged delivered;
    private final Quarantine quarantine;
    private final Loss loss;

    private SegmentScan scan;
    private long position;
    private List<StoredEvent> batch = List.of();
    private int batchIndex;

    /**
     * Begins at the first event that is not acknowledged.
     *
     * @param delivered what was acknowledged before; not changed
     */
    JournalReader(JournalLog log, Segments segments, Acknowledged delivered, Quarantine quarantine, Loss loss) {
        this.log = log;
        this.segments = segments;
        this.delivered = delivered;
        this.quarantine = quarantine;
        this.loss = loss;
        this.position = delivered.firstOpenFrom(delivered.mark());
        this.scan = scanOf(segments.holding(position));
    }

    /** The next event, or null where there is none yet. */
    @Nullable
    StoredEvent next() throws IOException {
        StoredEvent next = peek();
        if (next != null) {
            batchIndex++;
            position = next.position() + 1;
        }
        return next;
    }

    /** The event that {@link #next} would give. */
    @Nullable
    StoredEvent peek() throws IOException {
        while (true) {
            while (batchIndex < batch.size()) {
                StoredEvent event = batch.get(batchIndex);
                if (event.position() >= position && !delivered.contains(event.position())) {
                    return event;
                }
                batchIndex++;
            }
            batch = List.of();
            batchIndex = 0;
            if (!readBatch()) {
                return null;
            }
        }
    }

    private boolean readBatch() throws IOException {
        position = delivered.firstOpenFrom(position);
        while (true) {
            // In this order: what is readable now lies in this segment unless there was a next one already.
            long readable = log.readablePosition();
            if (position >= readable) {
                return false;
            }
            Segment next = segments.after(scan.segment().number());
            if (next != null && position >= next.name().firstPosition()) {
                scan.segment().close();
                scan = scanOf(next);
                continue;
            }
            scan.extendTo(scan.segment().durableEnd());
            long end = next == null ? readable : next.name().firstPosition();
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
            batch = StoredBatch.events(whole.payload(), header.firstPosition(), header.count());
            return true;
        }
        if (step instanceof Damaged damaged) {
            setAside(damaged, end);
        } else {
            endOfSegment(end);
        }
        return false;
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
        loss.giveUp(from, end, bytes);
    }

    private static SegmentScan scanOf(Segment segment) {
        return new SegmentScan(segment, segment.durableEnd());
    }
}
