package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a journal's folders hold: reads the newest snapshot and what stands behind it, not the backlog.
 *
 * <p>Used by one thread, once, before anything is written. Changes no file.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /**
     * What was found.
     *
     * @param segments without those that were never written
     * @param unwritten segments at the end of the log that a crash kept from being begun
     * @param tail where the log ends, or null where there is none yet
     */
    record Found(
            UUID journal,
            List<Segment> segments,
            List<Segment> unwritten,
            List<Path> spares,
            LogState state,
            @Nullable Tail tail) {
        /** The number of the newest segment, 0 where there is none. */
        long lastNumber() {
            return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).number();
        }
    }

    /**
     * The end of the newest segment.
     *
     * @param end offset behind the last record that counts
     * @param tornEnd offset behind what a crash left of later ones; the same where there is nothing
     * @param isWhole whether nothing in the segment is damaged, so that the log may go on in it
     */
    record Tail(Segment segment, int end, int tornEnd, boolean isWhole) {}

    private final Disk disk;
    private final JournalSettings settings;
    private final Quarantine quarantine;

    Recovery(Disk disk, JournalSettings settings, Quarantine quarantine) {
        this.disk = disk;
        this.settings = settings;
        this.quarantine = quarantine;
    }

    Found find() throws IOException {
        List<Segment> segments = new ArrayList<>();
        List<Path> spares = new ArrayList<>();
        for (Path directory : settings.directories()) {
            Files.createDirectories(directory);
            for (Path file : disk.list(directory)) {
                Optional<SegmentName> name = SegmentName.of(file);
                if (name.isPresent()) {
                    int size = Math.toIntExact(disk.size(file));
                    segments.add(new Segment(disk, file, name.get(), size, size));
                } else if (Segments.isSpare(file)) {
                    spares.add(file);
                }
            }
        }
        segments.sort((left, right) -> left.name().compareTo(right.name()));
        List<Segment> all = List.copyOf(segments);
        try {
            return replay(segments, takeUnwritten(segments), spares);
        } finally {
            for (Segment segment : all) {
                segment.close();
            }
        }
    }

    /**
     * Takes off the end what was never begun whole: a crash came between the naming of the file and its first sync, and
     * nothing in it was promised to anybody.
     */
    private static List<Segment> takeUnwritten(List<Segment> segments) throws IOException {
        List<Segment> unwritten = new ArrayList<>();
        while (!segments.isEmpty()) {
            Segment newest = segments.get(segments.size() - 1);
            boolean tellsWherePositionsGoOn = segments.size() == 1 && newest.number() > 1;
            if (tellsWherePositionsGoOn || isBegun(newest)) {
                break;
            }
            unwritten.add(segments.remove(segments.size() - 1));
        }
        return unwritten;
    }

    private static boolean isBegun(Segment segment) throws IOException {
        // Refuses what another release wrote.
        segment.readJournal();
        SegmentScan scan = new SegmentScan(segment, segment.size());
        Step step = scan.next(0);
        boolean isBegun = step instanceof Whole;
        while (!isBegun && step != null) {
            step = scan.next(0);
            isBegun = step instanceof Whole whole && whole.header().syncedBefore() > Segment.HEADER_SIZE;
        }
        return isBegun;
    }

    private Found replay(List<Segment> segments, List<Segment> unwritten, List<Path> spares) throws IOException {
        if (segments.isEmpty()) {
            return new Found(UUID.randomUUID(), segments, unwritten, spares, LogState.startingAt(1), null);
        }
        Start start = newestSnapshot(segments);
        if (start == null) {
            start = withoutSnapshot(segments);
        }
        LogState state = start.state();
        int last = segments.size() - 1;
        for (int index = start.index(); index < last; index++) {
            readSegment(segments.get(index), segments.get(index).size(), state);
        }
        Tail tail = readNewest(segments.get(last), state, start.index() == last);
        if (!start.isComplete()) {
            state.recountFrom(segments.get(0).name().firstPosition());
        }
        nameMissing(segments, state);
        return new Found(journalOf(segments), segments, unwritten, spares, state, tail);
    }

    /**
     * Where reading begins.
     *
     * @param index of the segment
     * @param isComplete whether the state is known as it was there
     */
    private record Start(int index, LogState state, boolean isComplete) {}

    private static @Nullable Start newestSnapshot(List<Segment> segments) throws IOException {
        for (int index = segments.size() - 1; index >= 0; index--) {
            Segment segment = segments.get(index);
            if (new SegmentScan(segment, segment.size()).next(0) instanceof Whole whole
                    && whole.header().type() == RecordType.SNAPSHOT) {
                return new Start(index, LogState.readSnapshot(whole.payload()), true);
            }
        }
        return null;
    }

    /** No segment could tell the state. The first segment of a journal begins with nothing, so nothing is missed there. */
    private Start withoutSnapshot(List<Segment> segments) {
        Segment first = segments.get(0);
        boolean isComplete = first.number() == 1;
        if (!isComplete) {
            LOG.error(
                    "Reading the journal in '{}' failed: no segment has a whole snapshot. All events that are found are"
                            + " delivered, also those that were delivered before, and the progress of feeders is lost.",
                    settings.directories().get(0));
        }
        return new Start(0, LogState.startingAt(first.name().firstPosition()), isComplete);
    }

    private static UUID journalOf(List<Segment> segments) throws IOException {
        for (int index = segments.size() - 1; index >= 0; index--) {
            UUID journal = segments.get(index).readJournal();
            if (journal != null) {
                return journal;
            }
        }
        return UUID.randomUUID();
    }

    private Tail readNewest(Segment segment, LogState state, boolean hasSnapshot) throws IOException {
        int syncedBefore = Segment.HEADER_SIZE;
        int written = Segment.HEADER_SIZE;
        SegmentScan scan = new SegmentScan(segment, segment.size());
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole) {
                // What was written together with a broken record says nothing of it; what was begun later does.
                syncedBefore = Math.max(syncedBefore, whole.header().syncedBefore());
                written = step.end();
            } else if (step instanceof Damaged damaged && damaged.header() != null) {
                written = step.end();
            }
        }
        boolean hasHeader = segment.readJournal() != null;
        if (!hasHeader && syncedBefore > Segment.HEADER_SIZE) {
            quarantine.take(segment, new Damaged(0, Segment.HEADER_SIZE, null), "it is the header, no event is lost");
        }
        Read read = readSegment(segment, syncedBefore, state);
        boolean isWhole = hasHeader && hasSnapshot && read.isWhole();
        return new Tail(segment, read.end(), Math.max(read.end(), written), isWhole);
    }

    private record Read(int end, boolean isWhole) {}

    /**
     * Brings the state to the end of a segment.
     *
     * @param syncedBefore offset before which all was on disk once: what is broken behind it is the torn end of a crash
     */
    private Read readSegment(Segment segment, int syncedBefore, LogState state) throws IOException {
        SegmentScan scan = new SegmentScan(segment, segment.size());
        List<Damaged> doubtful = new ArrayList<>();
        boolean isWhole = true;
        int end = Segment.HEADER_SIZE;
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole) {
                doubtful.forEach(
                        damaged -> quarantine.take(segment, damaged, "see the messages that follow for events"));
                isWhole &= doubtful.isEmpty();
                doubtful.clear();
                apply(whole, segment, state);
                end = whole.end();
            } else if (step.offset() >= syncedBefore) {
                break;
            } else if (step instanceof Damaged damaged) {
                doubtful.add(damaged);
            }
        }
        // What was in the page cache only after a kill must not be built upon before it is on disk.
        segment.file().sync();
        return new Read(end, isWhole);
    }

    private static void apply(Whole whole, Segment segment, LogState state) {
        RecordHeader header = whole.header();
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

    private void nameMissing(List<Segment> segments, LogState state) throws IOException {
        Segment before = segments.get(0);
        long mark = state.acknowledged().mark();
        if (before.name().firstPosition() > mark) {
            LOG.error(
                    "The journal in '{}' has lost the segments before number {}: events of positions {} to {} are lost.",
                    settings.directories(),
                    before.number(),
                    mark,
                    before.name().firstPosition() - 1);
            state.acknowledge(mark, before.name().firstPosition());
        }
        for (Segment segment : segments) {
            // Segments that held no events may be gone.
            if (segment.number() > before.number() + 1
                    && endOf(before) < segment.name().firstPosition()) {
                LOG.error(
                        "The journal in '{}' has lost segments {} to {}: events before position {} that were in them are"
                                + " lost.",
                        settings.directories(),
                        before.number() + 1,
                        segment.number() - 1,
                        segment.name().firstPosition());
            }
            before = segment;
        }
    }

    /** The position behind the last event of a segment. */
    private static long endOf(Segment segment) throws IOException {
        long end = segment.name().firstPosition();
        SegmentScan scan = new SegmentScan(segment, segment.size());
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole && whole.header().type() == RecordType.EVENTS) {
                end = whole.header().firstPosition() + whole.header().count();
            }
        }
        return end;
    }
}
