package dev.headgate.channel.journal;

import dev.headgate.channel.journal.JournalFiles.Damage;
import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads every record of the segments that still hold queued events, in order and as a restart would, and tells what is
 * damaged. Where a segment ends is known from the position at which the next one begins: what lies behind that was torn
 * off by a crash, and so was what is broken at the end without a position being missed. Changes nothing.
 *
 * <p>Used by one thread.
 */
final class JournalWalk {
    /** Takes the events records in the order of their positions. */
    @FunctionalInterface
    interface Batches {
        /** Returns whether to go on. */
        boolean batch(Whole record) throws IOException;
    }

    private final List<Segment> segments;
    private final long nextPosition;
    private final Batches batches;

    private final List<Damage> damages = new ArrayList<>();
    private final List<Damaged> doubtful = new ArrayList<>();
    private long expected;
    private @Nullable Acknowledged acknowledged;

    /**
     * A walk.
     *
     * @param segments the segments from the one of the first queued event on
     * @param nextPosition the position behind the last event
     */
    JournalWalk(List<Segment> segments, long nextPosition, Batches batches) {
        this.segments = segments;
        this.nextPosition = nextPosition;
        this.batches = batches;
    }

    /** Returns what is damaged, up to where the walk was ended. */
    List<Damage> run() throws IOException {
        if (segments.isEmpty()) {
            return damages;
        }
        expected = segments.get(0).name().firstPosition();
        for (int index = 0; index < segments.size(); index++) {
            Segment segment = segments.get(index);
            Segment next = index + 1 < segments.size() ? segments.get(index + 1) : null;
            if (!segment.hasHeader()) {
                damages.add(new Damage(
                        segment.path(), 0, Segment.HEADER_SIZE, expected, expected - 1, "the segment's header"));
            }
            long end = next == null ? nextPosition : next.name().firstPosition();
            boolean isFollowed = next == null || next.number() == segment.number() + 1;
            boolean goesOn = read(segment, end);
            segment.close();
            if (!goesOn) {
                return damages;
            }
            if (isFollowed && expected < end) {
                settle(segment, end);
            }
            if (next != null && !isFollowed && expected < end) {
                damages.add(missing(next, segment.number() + 1));
                expected = end;
            }
        }
        checkFirst();
        // What is only missing is damage where events are lost with it.
        return damages.stream()
                .map(this::withoutAcknowledged)
                .filter(damage -> damage.length() > 0 || damage.firstLost() <= damage.lastLost())
                .toList();
    }

    /** Whether to go on behind the segment, whose events end before the given position. */
    private boolean read(Segment segment, long end) throws IOException {
        SegmentScan scan = new SegmentScan(segment, segment.size());
        doubtful.clear();
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Damaged damaged) {
                doubtful.add(damaged);
                continue;
            }
            Whole whole = (Whole) step;
            RecordHeader header = whole.header();
            if (header.type() == RecordType.EVENTS && header.firstPosition() >= end) {
                break;
            }
            boolean wasSynced = !doubtful.isEmpty()
                    && header.syncedBefore() > doubtful.get(0).offset();
            if (header.firstPosition() < end || wasSynced) {
                settle(segment, Math.min(end, header.firstPosition()));
            }
            note(whole);
            if (header.type() == RecordType.EVENTS) {
                if (!batches.batch(whole)) {
                    return false;
                }
                expected = header.firstPosition() + header.count();
            }
        }
        return true;
    }

    private void note(Whole whole) {
        switch (whole.header().type()) {
            case SNAPSHOT ->
                acknowledged = LogState.readSnapshot(whole.payload()).acknowledged();
            case ACKNOWLEDGED -> {
                LogState read = LogState.startingAt(0);
                read.readAcknowledged(whole.payload());
                acknowledged = read.acknowledged();
            }
            case EVENTS -> {}
        }
    }

    /** What was doubtful is damage; events are whole again from the given position on. */
    private void settle(Segment segment, long wholeFrom) {
        for (Damaged damaged : doubtful) {
            RecordHeader header = damaged.header();
            long until = Math.max(
                    expected,
                    header != null && header.type() == RecordType.EVENTS
                            ? header.firstPosition() + header.count()
                            : wholeFrom);
            damages.add(new Damage(
                    segment.path(),
                    damaged.offset(),
                    damaged.end() - damaged.offset(),
                    expected,
                    until - 1,
                    header == null
                            ? "no whole record"
                            : "a record of type " + header.type().name().toLowerCase(Locale.ROOT)));
            expected = until;
        }
        if (expected < wholeFrom) {
            damages.add(new Damage(segment.path(), 0, 0, expected, wholeFrom - 1, "records are not there"));
            expected = wholeFrom;
        }
        doubtful.clear();
    }

    private Damage missing(Segment behind, long from) {
        return new Damage(
                behind.path(),
                0,
                0,
                expected,
                behind.name().firstPosition() - 1,
                "segments %d to %d before it are not there".formatted(from, behind.number() - 1));
    }

    /** Events that were delivered before are not lost. */
    private Damage withoutAcknowledged(Damage damage) {
        long first = acknowledged == null ? damage.firstLost() : acknowledged.firstOpenFrom(damage.firstLost());
        return new Damage(
                damage.file(),
                damage.offset(),
                damage.length(),
                Math.min(first, damage.lastLost() + 1),
                damage.lastLost(),
                damage.what());
    }

    /** The newest segment tells what was acknowledged; events behind that which no segment holds are lost. */
    private void checkFirst() {
        Segment first = segments.get(0);
        long mark = acknowledged == null ? Long.MAX_VALUE : acknowledged.mark();
        if (mark < first.name().firstPosition()) {
            expected = mark;
            damages.add(new Damage(
                    first.path(),
                    0,
                    0,
                    mark,
                    first.name().firstPosition() - 1,
                    "the segments before it are not there"));
        }
    }
}
