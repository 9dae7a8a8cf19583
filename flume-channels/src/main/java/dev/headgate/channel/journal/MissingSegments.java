package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the segments that are gone with events that nobody has acknowledged. Used by one thread.
 *
 * <p>A gap in the numbers alone says nothing: a segment is freed when all its events are acknowledged, also behind one that
 * is not, and one that held no events is freed at any time.
 */
final class MissingSegments {
    private static final Logger LOG = LoggerFactory.getLogger(MissingSegments.class);

    private final JournalSettings settings;
    private final List<Segment> segments;
    private final LogState state;

    MissingSegments(JournalSettings settings, List<Segment> segments, LogState state) {
        this.settings = settings;
        this.segments = segments;
        this.state = state;
    }

    /** Logs them, and gives those before the first segment up; returns how many are missing between others. */
    long nameThem() throws IOException {
        Segment before = segments.get(0);
        nameThoseBefore(before);
        long missing = 0;
        for (Segment segment : segments) {
            if (segment.number() > before.number() + 1 && isLossBetween(before, segment)) {
                missing += segment.number() - before.number() - 1;
                LOG.error(
                        "The journal in '{}' has lost segments {} to {}: events before position {} that were in them are"
                                + " lost.",
                        settings.directories(),
                        before.number() + 1,
                        segment.number() - 1,
                        segment.firstPosition());
            }
            before = segment;
        }
        return missing;
    }

    private void nameThoseBefore(Segment first) {
        long mark = state.acknowledged().mark();
        if (first.firstPosition() <= mark) {
            return;
        }
        LOG.error(
                "The journal in '{}' has lost the segments before number {}: events of positions {} to {} are lost.",
                settings.directories(),
                first.number(),
                mark,
                first.firstPosition() - 1);
        state.acknowledge(mark, first.firstPosition());
    }

    private boolean isLossBetween(Segment before, Segment behind) throws IOException {
        Acknowledged done = state.acknowledged();
        return done.firstOpenFrom(before.firstPosition()) < behind.firstPosition()
                && done.firstOpenFrom(endOf(before)) < behind.firstPosition();
    }

    /** The position behind the last event of a segment. */
    private static long endOf(Segment segment) throws IOException {
        long end = segment.firstPosition();
        SegmentScan scan = new SegmentScan(segment, segment.size());
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole && whole.header().type() == RecordType.EVENTS) {
                end = whole.header().firstPosition() + whole.header().count();
            }
        }
        return end;
    }
}
