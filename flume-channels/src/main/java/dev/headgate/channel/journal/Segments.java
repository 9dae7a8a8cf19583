package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a journal on its disks: makes new ones out of spares, and spares out of acknowledged ones.
 *
 * <p>A spare is a file whose blocks are already taken, so a segment in use cannot run out of room. Puts leave some
 * spares untouched: with them acknowledgements go on when the disks are full. The segment before the newest stays even
 * when all of it is acknowledged: should the newest one's snapshot be damaged, the older one tells the state. Safe for
 * threads.
 */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final String SPARE_ENDING = ".spare";
    /** Spares that only acknowledgements may take. */
    private static final int SPARES_FOR_TAKES = 2;
    /** Spares that are kept: beyond them acknowledged segments are deleted. */
    private static final int KEPT_SPARES = 4;

    private final Disk disk;
    private final JournalSettings settings;
    private final UUID journal;
    private final NavigableMap<Long, Segment> live = new TreeMap<>();
    private final Deque<Path> spares = new ArrayDeque<>();
    private final ExecutorService stocker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "journal-stocker");
        thread.setDaemon(true);
        return thread;
    });

    Segments(Disk disk, JournalSettings settings, UUID journal, List<Segment> found) {
        this.disk = disk;
        this.settings = settings;
        this.journal = journal;
        found.forEach(segment -> live.put(segment.number(), segment));
    }

    UUID journal() {
        return journal;
    }

    static boolean isSpare(Path file) {
        return file.getFileName().toString().endsWith(SPARE_ENDING);
    }

    /** Takes over the spares of an earlier run; those of another size are deleted. */
    synchronized void adopt(Path spare) throws IOException {
        if (disk.size(spare) == settings.segmentBytes() && spares.size() < KEPT_SPARES) {
            spares.add(spare);
        } else {
            disk.delete(spare);
        }
    }

    /**
     * Begins a segment.
     *
     * @param leastSize bytes that it must be able to hold
     * @param forPuts whether it is for events: those may not have the last spare, nor the reserve of the disk
     * @throws JournalFullException where there is no room
     */
    synchronized Segment begin(SegmentName name, int leastSize, boolean forPuts)
            throws IOException, JournalFullException {
        Path spare = forPuts ? fileForPuts(leastSize) : fileForTakes(leastSize);
        Path path = spare.resolveSibling(name.toString());
        disk.rename(spare, path);
        int size = Math.toIntExact(disk.size(path));
        Segment segment = new Segment(disk, path, name, size, Segment.HEADER_SIZE);
        live.put(segment.number(), segment);
        prepareSpares();
        return segment;
    }

    private Path fileForPuts(int leastSize) throws IOException, JournalFullException {
        return leastSize <= settings.segmentBytes() && isStocked()
                ? spares.remove()
                : allocate(Math.max(leastSize, settings.segmentBytes()), true);
    }

    private Path fileForTakes(int leastSize) throws IOException, JournalFullException {
        if (leastSize <= settings.segmentBytes() && !spares.isEmpty()) {
            return spares.remove();
        }
        try {
            return allocate(Math.max(leastSize, settings.segmentBytes()), false);
        } catch (JournalFullException full) {
            Segment idle = takeIdle(leastSize);
            if (idle == null) {
                throw full;
            }
            idle.close();
            return idle.path();
        }
    }

    /**
     * A segment that holds no events: all that it says, the snapshot of the next one says too. While the disks are full
     * acknowledgements go round in two of them.
     */
    private @Nullable Segment takeIdle(int leastSize) {
        for (Segment segment : live.values()) {
            Segment next = after(segment.number());
            if (next != null
                    && next.name().firstPosition() == segment.name().firstPosition()
                    && next.syncedEnd() > Segment.HEADER_SIZE
                    && segment.size() >= leastSize) {
                live.remove(segment.number());
                return segment;
            }
        }
        return null;
    }

    /** Makes spares ahead of need, where some are missing and there is room. */
    void prepareSpares() {
        stocker.execute(this::stockUp);
    }

    private synchronized boolean isStocked() {
        return spares.size() > SPARES_FOR_TAKES;
    }

    private void stockUp() {
        try {
            while (!isStocked()) {
                Path spare = allocate(settings.segmentBytes(), true);
                synchronized (this) {
                    spares.add(spare);
                }
            }
        } catch (JournalFullException full) {
            LOG.debug("No spare segment was made: {}", full.getMessage());
        } catch (IOException failed) {
            LOG.warn("Making a spare segment failed; it is made when it is needed: {}", failed.getMessage());
        }
    }

    private Path allocate(long size, boolean forPuts) throws IOException, JournalFullException {
        Path folder = roomiest();
        long free = disk.usableBytes(folder);
        long reserve = forPuts ? settings.reserveBytes() : 0;
        if (free - size < reserve) {
            throw new JournalFullException(
                    "The disk of '%s' has %d MB free; a segment of %d MB and a reserve of %d MB are needed. Puts go on when there is room."
                            .formatted(folder, free >> 20, size >> 20, reserve >> 20));
        }
        Path spare = folder.resolve(spareName());
        try {
            disk.allocate(spare, size);
        } catch (IOException refused) {
            throw new JournalFullException(
                    "The disk of '%s' refused a segment of %d bytes: %s. Puts go on when there is room."
                            .formatted(folder, size, refused.getMessage()));
        }
        return spare;
    }

    private static String spareName() {
        return UUID.randomUUID() + SPARE_ENDING;
    }

    private Path roomiest() throws IOException {
        Path roomiest = settings.directories().get(0);
        long most = -1;
        for (Path folder : settings.directories()) {
            long free = disk.usableBytes(folder);
            if (free > most) {
                most = free;
                roomiest = folder;
            }
        }
        return roomiest;
    }

    /**
     * Frees the segments whose events all lie below the position.
     *
     * @param durable the number of a segment that is on disk with its snapshot; it and the one before it stay
     */
    void recycleBelow(long position, long durable) throws IOException {
        for (Segment done : takeBelow(position, durable)) {
            done.close();
            Path spare = done.path().resolveSibling(spareName());
            boolean keep;
            synchronized (this) {
                keep = spares.size() < KEPT_SPARES && done.size() == settings.segmentBytes();
            }
            if (keep) {
                disk.rename(done.path(), spare);
                synchronized (this) {
                    spares.add(spare);
                }
            } else {
                disk.delete(done.path());
            }
        }
    }

    private synchronized List<Segment> takeBelow(long position, long durable) {
        List<Segment> done = new ArrayList<>();
        Long before = live.lowerKey(durable);
        while (before != null && live.firstKey() < before) {
            Segment second = live.higherEntry(live.firstKey()).getValue();
            if (second.name().firstPosition() > position) {
                break;
            }
            done.add(live.pollFirstEntry().getValue());
        }
        return done;
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
            if (segment.name().firstPosition() > position) {
                break;
            }
            holding = segment;
        }
        return holding;
    }

    synchronized List<Segment> all() {
        return List.copyOf(live.values());
    }

    /** Bytes that the segments and spares take on the disks. */
    synchronized long diskBytes() {
        long segments = live.values().stream().mapToLong(Segment::size).sum();
        return segments + (long) spares.size() * settings.segmentBytes();
    }

    /** Waits until a closed one makes no more spares. */
    void awaitEnd() throws InterruptedException {
        if (!stocker.awaitTermination(1, TimeUnit.MINUTES)) {
            LOG.warn("A spare segment is still being made.");
        }
    }

    /** Closes the files, and makes no more spares. */
    void close() throws IOException {
        stocker.shutdown();
        for (Segment segment : all()) {
            segment.close();
        }
    }
}
