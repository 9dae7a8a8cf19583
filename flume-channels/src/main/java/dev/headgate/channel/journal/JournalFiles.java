package dev.headgate.channel.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flume.Event;

/**
 * Looks at the files of a stopped journal, as a restart would find them, and changes nothing.
 *
 * <p>While it is open no agent can take the journal, and it cannot be opened while an agent has it; several may look at
 * once. Used by one thread.
 */
public final class JournalFiles implements Closeable {
    /**
     * A segment.
     *
     * @param number its place in the log
     * @param firstPosition the position of its first event
     * @param endPosition the position behind its last event
     * @param isQueued whether some of its events are not acknowledged
     */
    public record SegmentFile(
            Path file, long number, long bytes, long firstPosition, long endPosition, boolean isQueued) {}

    /** How many files there are and how much room they take. */
    public record Room(int files, long bytes) {}

    /**
     * What a journal holds.
     *
     * @param journal names its positions
     * @param events events that are not acknowledged
     * @param bytes what those take
     * @param nextPosition the position that the next event will have
     * @param oldest when the oldest of them was committed
     * @param feeders the highest stored position of every feeder, by name
     * @param missingSegments segments that are not there between others, with events that nobody has acknowledged
     */
    public record Summary(
            String journal,
            int format,
            List<SegmentFile> segments,
            long events,
            long bytes,
            long nextPosition,
            Optional<Instant> oldest,
            Map<String, Long> feeders,
            Room spares,
            Room quarantine,
            long missingSegments) {}

    /**
     * A damaged or missing place.
     *
     * @param length bytes of it; 0 where something is missing
     * @param firstLost the first event that is lost with it
     * @param lastLost the last one; below the first where no event is lost
     * @param what what is damaged, in words
     */
    public record Damage(Path file, long offset, long length, long firstLost, long lastLost, String what) {}

    /**
     * An event that is not acknowledged.
     *
     * @param time when it was committed
     */
    public record QueuedEvent(long position, Instant time, Event event) {}

    /** Takes events, oldest first. */
    @FunctionalInterface
    public interface QueuedEvents {
        /** Returns whether to go on. */
        boolean event(QueuedEvent event) throws IOException;
    }

    private final List<Path> directories;
    private final List<DirectoryLock> locks;
    private final Recovery.Found found;

    private JournalFiles(List<Path> directories, List<DirectoryLock> locks, Recovery.Found found) {
        this.directories = directories;
        this.locks = locks;
        this.found = found;
    }

    /** Whether one of the folders holds files of a journal. */
    public static boolean areIn(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            if (Files.isDirectory(directory)
                    && new ReadOnlyDisk().list(directory).stream().anyMatch(file -> SegmentName.of(file)
                            .isPresent())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Opens the journal in its folders.
     *
     * @param directories all folders of the journal
     * @throws IOException where there is no journal, where a process has it, or where it cannot be read; the message
     *     says which
     */
    public static JournalFiles open(List<Path> directories) throws IOException {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw refusal(directory, "there is no such folder. Give the folders of a journal");
            }
        }
        JournalFolders folders = JournalFolders.read(directories);
        if (!areIn(directories)) {
            throw refusal(directories.get(0), "there is no segment of a journal in it. Give the folders of a journal");
        }
        List<DirectoryLock> locks = new ArrayList<>();
        try {
            for (Path directory : directories) {
                DirectoryLock.share(directory).ifPresent(locks::add);
            }
            Recovery recovery = new Recovery(
                    new ReadOnlyDisk(), settings(directories), new Untouched(directories), folders.journal());
            return new JournalFiles(List.copyOf(directories), locks, recovery.find());
        } catch (IOException | RuntimeException refused) {
            closeAll(locks);
            throw refused;
        }
    }

    private static IOException refusal(Path directory, String why) {
        return new IOException("Opening the journal in '%s' failed: %s.".formatted(directory, why));
    }

    private static JournalSettings settings(List<Path> directories) {
        return new JournalSettings(
                directories,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                1,
                Duration.ZERO,
                0,
                JournalSettings.Sync.COMMIT,
                Duration.ZERO,
                0,
                0,
                Duration.ZERO);
    }

    /** What the journal holds. */
    public Summary inspect() throws IOException {
        LogState state = found.state();
        List<Instant> oldest = new ArrayList<>();
        read(event -> {
            oldest.add(event.time());
            return false;
        });
        return new Summary(
                found.journal().toString(),
                Segment.FORMAT_VERSION,
                segmentFiles(),
                state.depthEvents(),
                state.depthBytes(),
                state.nextPosition(),
                oldest.stream().findFirst(),
                state.feeders().all(),
                room(found.spares()),
                room(quarantined()),
                found.missing());
    }

    private List<SegmentFile> segmentFiles() {
        List<SegmentFile> files = new ArrayList<>();
        List<Segment> segments = found.segments();
        long first = found.state().acknowledged().mark();
        for (int index = 0; index < segments.size(); index++) {
            Segment segment = segments.get(index);
            long begin = segment.name().firstPosition();
            long end = index + 1 < segments.size()
                    ? segments.get(index + 1).name().firstPosition()
                    : found.state().nextPosition();
            files.add(new SegmentFile(
                    segment.path(), segment.number(), segment.size(), begin, end, first < end && begin < end));
        }
        return files;
    }

    private List<Path> quarantined() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path directory : directories) {
            Path folder = directory.resolve(Quarantine.FOLDER);
            if (Files.isDirectory(folder)) {
                files.addAll(new ReadOnlyDisk().list(folder));
            }
        }
        return files;
    }

    private static Room room(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return new Room(files.size(), bytes);
    }

    /**
     * Reads every record of every segment that holds queued events, and checks every checksum.
     *
     * @return what is damaged, in the order of the log
     */
    public List<Damage> verify() throws IOException {
        return walk(batch -> true);
    }

    /**
     * Hands out the events that are not acknowledged, oldest first.
     *
     * @return the damaged places met on the way; what lies behind them is handed out
     */
    public List<Damage> read(QueuedEvents events) throws IOException {
        Acknowledged done = found.state().acknowledged();
        return walk(batch -> {
            RecordHeader header = batch.header();
            if (done.firstOpenFrom(header.firstPosition()) >= header.firstPosition() + header.count()) {
                return true;
            }
            StoredBatch stored = new StoredBatch(batch.payload(), header.firstPosition(), header.count());
            while (stored.hasNext()) {
                StoredEvent next = stored.nextDecoded();
                QueuedEvent event = new QueuedEvent(next.position(), Instant.ofEpochMilli(next.time()), next.event());
                if (!done.contains(next.position()) && !events.event(event)) {
                    return false;
                }
            }
            return true;
        });
    }

    private List<Damage> walk(JournalWalk.Batches batches) throws IOException {
        return new JournalWalk(queuedSegments(), found.state().nextPosition(), batches).run();
    }

    private List<Segment> queuedSegments() {
        List<Segment> segments = found.segments();
        int first = 0;
        while (first + 1 < segments.size()
                && segments.get(first + 1).name().firstPosition()
                        <= found.state().acknowledged().mark()) {
            first++;
        }
        return segments.subList(first, segments.size());
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : found.segments()) {
            segment.close();
        }
        closeAll(locks);
    }

    private static void closeAll(List<DirectoryLock> locks) throws IOException {
        for (DirectoryLock lock : locks) {
            lock.close();
        }
    }

    /** Leaves damaged bytes where they are. */
    private static final class Untouched extends Quarantine {
        Untouched(List<Path> directories) {
            super(directories.get(0), new JournalMetrics());
        }

        @Override
        void take(Segment segment, SegmentScan.Damaged damaged, String lost) {
            // The walk tells of them.
        }
    }
}
