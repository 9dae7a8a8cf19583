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
 * <p>Used by one thread, once, before anything is written.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /**
     * What was found.
     *
     * @param lastNumber the number of the newest segment, 0 where there is none
     */
    record Found(UUID journal, List<Segment> segments, List<Path> spares, LogState state, long lastNumber) {}

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
        return replay(segments, spares);
    }

    private Found replay(List<Segment> segments, List<Path> spares) throws IOException {
        Snapshot snapshot = newestSnapshot(segments);
        if (snapshot == null) {
            return segments.isEmpty()
                    ? new Found(UUID.randomUUID(), List.of(), spares, LogState.startingAt(1), 0)
                    : withoutSnapshot(segments, spares);
        }
        LogState state = snapshot.state();
        for (int index = snapshot.index(); index < segments.size(); index++) {
            readSegment(segments.get(index), index == segments.size() - 1, state);
        }
        nameMissing(segments, state);
        return new Found(
                snapshot.journal(),
                segments,
                spares,
                state,
                segments.get(segments.size() - 1).number());
    }

    /** No segment could tell the state: everything that is there is delivered again, and progress is forgotten. */
    private Found withoutSnapshot(List<Segment> segments, List<Path> spares) throws IOException {
        Segment first = segments.get(0);
        LOG.error(
                "Reading the journal in '{}' failed: no segment has a whole snapshot. All events that are found are"
                        + " delivered, also those that were delivered before, and the progress of feeders is lost.",
                settings.directories().get(0));
        LogState state = LogState.startingAt(first.name().firstPosition());
        for (int index = 0; index < segments.size(); index++) {
            readSegment(segments.get(index), index == segments.size() - 1, state);
        }
        UUID journal = null;
        for (Segment segment : segments) {
            journal = journal == null ? segment.readJournal() : journal;
        }
        return new Found(
                journal == null ? UUID.randomUUID() : journal,
                segments,
                spares,
                state,
                segments.get(segments.size() - 1).number());
    }

    private record Snapshot(int index, UUID journal, LogState state) {}

    private @Nullable Snapshot newestSnapshot(List<Segment> segments) throws IOException {
        for (int index = segments.size() - 1; index >= 0; index--) {
            Segment segment = segments.get(index);
            UUID journal = segment.readJournal();
            if (journal != null
                    && new SegmentScan(segment, segment.size()).next(0) instanceof Whole whole
                    && whole.header().type() == RecordType.SNAPSHOT) {
                return new Snapshot(index, journal, LogState.readSnapshot(whole.payload()));
            }
        }
        return null;
    }

    private void readSegment(Segment segment, boolean newest, LogState state) throws IOException {
        int proven = newest ? syncedBefore(segment) : segment.size();
        SegmentScan scan = new SegmentScan(segment, segment.size());
        Damaged doubtful = null;
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Damaged damaged) {
                doubtful = doubtful == null ? damaged : doubtful;
                continue;
            }
            Whole whole = (Whole) step;
            if (doubtful != null) {
                if (doubtful.offset() >= proven) {
                    break;
                }
                quarantine.take(segment, doubtful, "see the messages that follow for events");
                doubtful = null;
            }
            apply(whole, segment, state);
        }
        // What was in the page cache only after a kill must not be built upon before it is on disk.
        segment.file().sync();
        segment.close();
    }

    /**
     * Offset before which all was on disk once: the last whole record knows it. A record written together with a broken
     * one says nothing of it, but one that was begun later does.
     */
    private static int syncedBefore(Segment segment) throws IOException {
        int synced = 0;
        SegmentScan scan = new SegmentScan(segment, segment.size());
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole) {
                synced = Math.max(synced, whole.header().syncedBefore());
            }
        }
        return synced;
    }

    private static void apply(Whole whole, Segment segment, LogState state) {
        RecordHeader header = whole.header();
        switch (header.type()) {
            case SNAPSHOT -> {}
            case ACKNOWLEDGED -> state.readAcknowledged(whole.payload());
            case EVENTS -> {
                if (header.firstPosition() > state.nextPosition()) {
                    LOG.error(
                            "Events of positions {} to {} are not in segment '{}' any more: they are lost.",
                            state.nextPosition(),
                            header.firstPosition() - 1,
                            segment);
                    state.skipTo(header.firstPosition());
                }
                state.put(header.count(), StoredBatch.eventBytes(whole.payload()));
                state.feeders().advance(StoredBatch.progress(whole.payload()), StoredBatch.time(whole.payload()));
            }
        }
    }

    private void nameMissing(List<Segment> segments, LogState state) {
        long expected = segments.get(0).number();
        Segment first = segments.get(0);
        long mark = state.acknowledged().mark();
        if (first.name().firstPosition() > mark) {
            LOG.error(
                    "The journal in '{}' has lost the segments before number {}: events of positions {} to {} are lost.",
                    settings.directories(),
                    first.number(),
                    mark,
                    first.name().firstPosition() - 1);
            state.acknowledge(mark, first.name().firstPosition());
        }
        for (Segment segment : segments) {
            if (segment.number() != expected) {
                LOG.error(
                        "The journal in '{}' has lost segments {} to {}: events before position {} that were in them are"
                                + " lost.",
                        settings.directories(),
                        expected,
                        segment.number() - 1,
                        segment.name().firstPosition());
            }
            expected = segment.number() + 1;
        }
    }
}
