package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files whose blocks are already taken, to become segments: a segment in use cannot run out of room. They are made ahead
 * of need by a thread of its own.
 *
 * <p>Puts leave some small ones untouched: with them acknowledgements go on when the disks are full. Safe for threads.
 */
final class Spares {
    /**
     * A spare.
     *
     * @param size bytes that it can hold
     * @param isUsedAgain whether it was a segment before, much of which the page cache still has
     */
    record Spare(Path file, int size, boolean isUsedAgain) {}

    private static final Logger LOG = LoggerFactory.getLogger(Spares.class);
    private static final String ENDING = ".spare";
    /** A segment that only takes acknowledgements need not be large. */
    private static final int BYTES_FOR_TAKES = 4 << 20;
    /** Acknowledgements on a full disk go round in two segments. */
    private static final int KEPT_FOR_TAKES = 2;
    /** Acknowledged segments are kept up to this number. */
    private static final int KEPT_FOR_PUTS = 3;
    /** New ones are made ahead up to this: less, so that those which become free are used first. */
    private static final int MADE_FOR_PUTS = 2;

    private final Disk disk;
    private final JournalSettings settings;
    private final int bytesForTakes;
    private final Object making = new Object();
    private final ExecutorService stocker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "journal-stocker");
        thread.setDaemon(true);
        return thread;
    });

    // Guarded by this.
    private final List<Spare> forTakes = new ArrayList<>();
    private final List<Spare> forPuts = new ArrayList<>();
    private boolean closed;

    Spares(Disk disk, JournalSettings settings) {
        this.disk = disk;
        this.settings = settings;
        this.bytesForTakes = Math.min(BYTES_FOR_TAKES, settings.segmentBytes());
    }

    static boolean isSpare(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /** Takes over a spare of an earlier run; deletes it where it is not wanted. */
    void adopt(Path file) throws IOException {
        Spare spare = new Spare(file, (int) Math.min(Integer.MAX_VALUE, disk.size(file)), false);
        if (wants(spare.size())) {
            add(spare);
        } else {
            disk.delete(file);
        }
    }

    private synchronized boolean wants(int size) {
        return (size == bytesForTakes && forTakes.size() < KEPT_FOR_TAKES)
                || (size == settings.segmentBytes() && forPuts.size() < KEPT_FOR_PUTS);
    }

    private synchronized void add(Spare spare) {
        boolean takesLack = spare.size() == bytesForTakes && forTakes.size() < KEPT_FOR_TAKES;
        (takesLack ? forTakes : forPuts).add(spare);
    }

    /**
     * Hands a spare out, at once.
     *
     * @param least bytes that it must be able to hold
     * @param isForPuts whether it is for events: those may not have what is kept for acknowledgements
     * @return null where there is none; {@link #stock} makes one
     */
    synchronized @Nullable Spare take(int least, boolean isForPuts) {
        Spare taken = null;
        if (!isForPuts || forTakes.size() >= KEPT_FOR_TAKES) {
            taken = smallest(forPuts, least);
        }
        return taken == null && !isForPuts ? smallest(forTakes, least) : taken;
    }

    private static @Nullable Spare smallest(List<Spare> spares, int least) {
        Spare smallest = spares.stream()
                .filter(spare -> spare.size() >= least)
                .min(Comparator.comparingInt(Spare::size))
                .orElse(null);
        spares.remove(smallest);
        return smallest;
    }

    private synchronized boolean hasFor(int least, boolean isForPuts) {
        return forPuts.stream().anyMatch(spare -> spare.size() >= least)
                || (!isForPuts && forTakes.stream().anyMatch(spare -> spare.size() >= least));
    }

    /**
     * Makes a spare where there is none, or waits for one that is just made. Does nothing where this is closed.
     *
     * @throws JournalFullException where there is no room
     */
    void stock(int least, boolean isForPuts) throws IOException, JournalFullException {
        synchronized (making) {
            if (isClosed()) {
                return;
            }
            while (isForPuts && lack(forTakes, KEPT_FOR_TAKES)) {
                add(make(bytesForTakes, true));
            }
            if (!hasFor(least, isForPuts)) {
                add(make(Math.max(least, settings.segmentBytes()), isForPuts));
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean lack(List<Spare> spares, int wanted) {
        return !closed && spares.size() < wanted;
    }

    /** Makes spares ahead of need, where some are missing and there is room. */
    synchronized void prepare() {
        if (!closed) {
            stocker.execute(this::stockUp);
        }
    }

    private void stockUp() {
        try {
            while (lack(forTakes, KEPT_FOR_TAKES) || lack(forPuts, MADE_FOR_PUTS)) {
                synchronized (making) {
                    int size = lack(forTakes, KEPT_FOR_TAKES) ? bytesForTakes : settings.segmentBytes();
                    if (lack(forTakes, KEPT_FOR_TAKES) || lack(forPuts, MADE_FOR_PUTS)) {
                        add(make(size, true));
                    }
                }
            }
        } catch (JournalFullException full) {
            LOG.debug("No spare segment was made: {}", full.getMessage());
        } catch (IOException failed) {
            LOG.warn("Making a spare segment failed; it is made when it is needed: {}", failed.getMessage());
        }
    }

    private Spare make(int size, boolean isForPuts) throws IOException, JournalFullException {
        Path folder = roomiest();
        long free = disk.usableBytes(folder);
        long reserve = isForPuts ? settings.reserveBytes() : 0;
        if (free - size < reserve) {
            throw new JournalFullException(
                    "The disk of '%s' has %d MB free; a segment of %d MB and a reserve of %d MB are needed. Puts go on when there is room."
                            .formatted(folder, free >> 20, size >> 20, reserve >> 20));
        }
        Path file = folder.resolve(newName());
        try {
            disk.allocate(file, size);
        } catch (IOException refused) {
            throw new JournalFullException(
                    "The disk of '%s' refused a segment of %d bytes: %s. Puts go on when there is room."
                            .formatted(folder, size, refused.getMessage()));
        }
        return new Spare(file, size, false);
    }

    private static String newName() {
        return UUID.randomUUID() + ENDING;
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

    /** Makes a spare of a segment that nobody needs any more, or deletes it where there are enough. */
    void recycle(Segment done) throws IOException {
        done.close();
        if (wants(done.size())) {
            keep(done);
        } else {
            disk.delete(done.path());
        }
    }

    /** Makes a spare of a segment that nobody needs any more. */
    void keep(Segment done) throws IOException {
        Path spare = done.path().resolveSibling(newName());
        disk.rename(done.path(), spare);
        add(new Spare(spare, done.size(), true));
    }

    /** Bytes that the spares take on the disks. */
    synchronized long bytes() {
        return forTakes.stream().mapToLong(Spare::size).sum()
                + forPuts.stream().mapToLong(Spare::size).sum();
    }

    /** Makes no more spares; returns when the last one is made. */
    void close() {
        synchronized (making) {
            synchronized (this) {
                closed = true;
                stocker.shutdown();
            }
        }
    }
}
