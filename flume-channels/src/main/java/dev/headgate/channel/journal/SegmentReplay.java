package dev.headgate.channel.journal;

import dev.headgate.channel.journal.Recovery.Tail;
import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a state to the end of a segment. Used by one thread, once. */
final class SegmentReplay {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentReplay.class);

    private final Segment segment;
    private final LogState state;
    private final Quarantine quarantine;
    private int end = Segment.HEADER_SIZE;
    private boolean isWhole = true;

    SegmentReplay(Segment segment, LogState state, Quarantine quarantine) {
        this.segment = segment;
        this.state = state;
        this.quarantine = quarantine;
    }

    /** Reads a segment that another one follows, so that all of it was on disk once. */
    void replayFollowed() throws IOException {
        replayFrom(Segment.HEADER_SIZE, segment.size());
        segment.file().sync();
    }

    /**
     * Reads the newest segment, once where nothing in it is damaged: whether what is broken is damage or the torn end of a
     * crash is only known from what stands behind it.
     *
     * @param hasSnapshot whether its snapshot is whole
     */
    Tail replayNewest(boolean hasSnapshot) throws IOException {
        int syncedBefore = Segment.HEADER_SIZE;
        int written = Segment.HEADER_SIZE;
        int broken = segment.size();
        SegmentScan scan = new SegmentScan(segment, segment.size());
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole) {
                // What was written together with a broken record says nothing of it; what was begun later does.
                syncedBefore = Math.max(syncedBefore, whole.header().syncedBefore());
                written = step.end();
                if (step.offset() < broken) {
                    apply(whole);
                }
            } else if (step instanceof Damaged damaged) {
                broken = Math.min(broken, step.offset());
                written = damaged.header() == null ? written : step.end();
                syncedBefore = damaged.isUnreadable() ? Math.max(syncedBefore, step.offset() + 1) : syncedBefore;
            }
        }
        if (broken < syncedBefore) {
            replayFrom(broken, syncedBefore);
        }
        boolean hasHeader = segment.hasHeader();
        if (!hasHeader && syncedBefore > Segment.HEADER_SIZE) {
            quarantine.take(
                    segment, new Damaged(0, Segment.HEADER_SIZE, null, false), "it is the header, no event is lost");
        }
        // What was in the page cache only after a kill must not be built upon before it is on disk.
        segment.file().sync();
        return new Tail(segment, end, Math.max(end, written), hasHeader && hasSnapshot && isWhole);
    }

    /**
     * Applies what stands behind an offset.
     *
     * @param syncedBefore offset before which all was on disk once: what is broken behind it is the torn end of a crash
     */
    private void replayFrom(int offset, int syncedBefore) throws IOException {
        SegmentScan scan = new SegmentScan(segment, segment.size());
        scan.startAt(offset);
        List<Damaged> doubtful = new ArrayList<>();
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole) {
                doubtful.forEach(this::setAside);
                doubtful.clear();
                apply(whole);
            } else if (step.offset() >= syncedBefore) {
                break;
            } else if (step instanceof Damaged damaged) {
                if (damaged.isUnreadable()) {
                    setAside(damaged);
                } else {
                    doubtful.add(damaged);
                }
            }
        }
    }

    private void setAside(Damaged damaged) {
        isWhole = false;
        quarantine.take(segment, damaged, "see the messages that follow for events");
    }

    private void apply(Whole whole) {
        RecordHeader header = whole.header();
        end = whole.end();
        if (header.type() == RecordType.ACKNOWLEDGED) {
            state.readAcknowledged(whole.payload());
        }
        if (header.firstPosition() > state.nextPosition()) {
            LOG.error(
                    "Events of positions {} to {} are not in segment '{}' any more: they are lost.",
                    state.nextPosition(),
                    header.firstPosition() - 1,
                    segment);
            state.skipTo(header.firstPosition());
        }
        if (header.type() == RecordType.EVENTS) {
            state.put(header.count(), StoredBatch.eventBytes(whole.payload()));
            state.feeders().advance(StoredBatch.progress(whole.payload()), StoredBatch.time(whole.payload()));
        }
    }
}
