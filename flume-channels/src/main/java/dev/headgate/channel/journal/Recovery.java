package dev.headgate.channel.journal;

import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
     * @param missing how many segments between others are gone, with events in them that were not acknowledged
     * @param tail where the log ends, or null where there is none yet
     */
    record Found(
            UUID journal,
            List<Segment> segments,
            List<Segment> unwritten,
            List<Path> spares,
            long missing,
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
    private final Optional<UUID> known;

    /**
     * A recovery.
     *
     * @param known the journal that the folders say they belong to
     */
    Recovery(Disk disk, JournalSettings settings, Quarantine quarantine, Optional<UUID> known) {
        this.disk = disk;
        this.settings = settings;
        this.quarantine = quarantine;
        this.known = known;
    }

    Found find() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> spares = new ArrayList<>();
        for (Path directory : settings.directories()) {
            Files.createDirectories(directory);
            for (Path file : disk.list(directory)) {
                if (SegmentName.of(file).isPresent()) {
                    files.add(file);
                } else if (Spares.isSpare(file)) {
                    spares.add(file);
                }
            }
        }
        // Names begin with the segments' numbers.
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        UUID journal = journalOf(files);
        List<Segment> segments = new ArrayList<>();
        for (Path file : files) {
            segments.add(new Segment(disk, file, journal, Math.toIntExact(disk.size(file))));
        }
        List<Segment> all = List.copyOf(segments);
        try {
            return replay(journal, segments, takeUnwritten(segments), spares);
        } finally {
            for (Segment segment : all) {
                segment.close();
            }
        }
    }

    /** Any segment tells the journal, the newest first; where none does, the folders do. */
    private UUID journalOf(List<Path> segments) throws IOException {
        for (int index = segments.size() - 1; index >= 0; index--) {
            Path file = segments.get(index);
            SegmentName name = SegmentName.of(file).orElseThrow();
            try (Disk.DiskFile open = disk.open(file)) {
                UUID journal = Segment.readJournal(open, file, name.number());
                if (journal != null) {
                    return journal;
                }
            }
        }
        return segments.isEmpty() ? UUID.randomUUID() : known.orElseGet(UUID::randomUUID);
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
        SegmentScan scan = new SegmentScan(segment, segment.size());
        Step step = scan.next(0);
        boolean isBegun = step instanceof Whole;
        while (!isBegun && step != null) {
            step = scan.next(0);
            isBegun = step instanceof Whole whole && whole.header().syncedBefore() > Segment.HEADER_SIZE;
        }
        return isBegun;
    }

    private Found replay(UUID journal, List<Segment> segments, List<Segment> unwritten, List<Path> spares)
            throws IOException {
        if (segments.isEmpty()) {
            return new Found(journal, segments, unwritten, spares, 0, LogState.startingAt(1), null);
        }
        Start start = newestSnapshot(segments);
        if (start == null) {
            start = withoutSnapshot(segments);
        }
        LogState state = start.state();
        int last = segments.size() - 1;
        for (int index = start.index(); index < last; index++) {
            new SegmentReplay(segments.get(index), state, quarantine).replayFollowed();
        }
        Tail tail = new SegmentReplay(segments.get(last), state, quarantine).replayNewest(start.index() == last);
        if (!start.isComplete()) {
            state.recountFrom(segments.get(0).firstPosition());
        }
        long missing = new MissingSegments(settings, segments, state).nameThem();
        return new Found(journal, segments, unwritten, spares, missing, state, tail);
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
        return new Start(0, LogState.startingAt(first.firstPosition()), isComplete);
    }
}
