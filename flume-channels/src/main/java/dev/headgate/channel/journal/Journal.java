package dev.headgate.channel.journal;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An open journal: puts at one end, takes at the other.
 *
 * <p>Safe for threads. A put is durable when it returns, and so is an acknowledgement.
 */
final class Journal implements Closeable {
    private final JournalSettings settings;
    private final List<DirectoryLock> locks;
    private final JournalMetrics metrics;
    private final Segments segments;
    private final JournalLog log;
    private final TakeQueue queue;
    private final BatchPool batches = new BatchPool(Runtime.getRuntime().maxMemory());
    private final AtomicReference<@Nullable String> cursor = new AtomicReference<>();

    private Journal(
            JournalSettings settings,
            List<DirectoryLock> locks,
            JournalMetrics metrics,
            Segments segments,
            JournalLog log,
            TakeQueue queue) {
        this.settings = settings;
        this.locks = locks;
        this.metrics = metrics;
        this.segments = segments;
        this.log = log;
        this.queue = queue;
    }

    /**
     * Opens the journal in its folders, or begins one.
     *
     * @throws IOException where another process has it, or it cannot be read or written
     */
    static Journal open(JournalSettings settings, Disk disk, Clock clock, JournalMetrics metrics) throws IOException {
        List<DirectoryLock> locks = new ArrayList<>();
        try {
            for (Path directory : settings.directories()) {
                locks.add(DirectoryLock.take(directory, clock.instant()));
            }
            return open(settings, disk, clock, metrics, locks);
        } catch (JournalFullException full) {
            closeAll(locks);
            throw new IOException("Opening the journal failed: " + full.getMessage(), full);
        } catch (IOException | RuntimeException | Error refused) {
            closeAll(locks);
            throw refused;
        }
    }

    private static void closeAll(List<DirectoryLock> locks) throws IOException {
        for (DirectoryLock lock : locks) {
            lock.close();
        }
    }

    private static Journal open(
            JournalSettings settings, Disk disk, Clock clock, JournalMetrics metrics, List<DirectoryLock> locks)
            throws IOException, JournalFullException {
        JournalFolders folders = JournalFolders.read(settings.directories());
        Quarantine quarantine = new Quarantine(settings.directories().get(0), metrics);
        Recovery.Found found = new Recovery(disk, settings, quarantine, folders.journal()).find();
        folders.write(found.journal());
        mend(disk, found);
        Spares spares = new Spares(disk, settings);
        Segments segments = new Segments(disk, spares, found.journal(), found.segments());
        try {
            for (Path spare : found.spares()) {
                spares.adopt(spare);
            }
            JournalLog log = new JournalLog(settings, segments, found, clock, metrics);
            log.start();
            JournalReader.Loss loss = (from, to, bytes) -> log.acknowledge(1, state -> {
                state.acknowledge(from, to);
                state.acknowledgeBytes(bytes);
            });
            TakeQueue queue = new TakeQueue(
                    log,
                    () -> new JournalReader(
                            log.arrivals(),
                            segments,
                            log.inspect(state -> state.acknowledged().copy()),
                            quarantine,
                            loss));
            return new Journal(settings, locks, metrics, segments, log, queue);
        } catch (IOException | JournalFullException | RuntimeException | Error refused) {
            segments.close();
            throw refused;
        }
    }

    /** Removes what a crash left half done, before anything is written behind it. */
    private static void mend(Disk disk, Recovery.Found found) throws IOException {
        for (Segment segment : found.unwritten()) {
            disk.delete(segment.path());
        }
        Recovery.Tail tail = found.tail();
        if (tail == null) {
            // Numbers begin anew: a spare of an earlier journal may hold records of the same numbers.
            for (Path spare : found.spares()) {
                disk.delete(spare);
            }
            found.spares().clear();
        } else if (tail.tornEnd() > tail.end()) {
            DiskFile file = tail.segment().file();
            file.write(List.of(ByteBuffer.allocate(tail.tornEnd() - tail.end())), tail.end(), true);
            file.sync();
        }
    }

    JournalSettings settings() {
        return settings;
    }

    JournalMetrics metrics() {
        return metrics;
    }

    TakeQueue queue() {
        return queue;
    }

    /** Names the positions of this journal. */
    String id() {
        return segments.journal().toString();
    }

    OptionalLong progressOf(String feeder) {
        return log.progressOf(feeder);
    }

    long depthEvents() {
        return log.inspect(LogState::depthEvents);
    }

    long depthBytes() {
        return log.inspect(LogState::depthBytes);
    }

    /** Bytes that the journal takes on its disks. */
    long diskBytes() {
        return segments.diskBytes();
    }

    /** An empty batch for a put transaction. */
    EventBatch borrowBatch() {
        return batches.borrow();
    }

    /** Takes a batch back that nobody uses any more. */
    void returnBatch(EventBatch batch) {
        batches.giveBack(batch);
    }

    /** Stores a batch; see {@link JournalLog#put}. */
    int put(EventBatch batch) throws IOException, JournalFullException, InterruptedException {
        return log.put(batch);
    }

    JournalCursor openCursor(String reader) {
        if (!cursor.compareAndSet(null, reader)) {
            throw new IllegalStateException(
                    "Opening a cursor for '%s' on the journal in '%s' failed: '%s' reads it already. A journal has one reader; give each sink a channel of its own."
                            .formatted(reader, settings.directories().get(0), cursor.get()));
        }
        int out = queue.reserve();
        if (out > 0) {
            cursor.set(null);
            throw new IllegalStateException(
                    "Opening a cursor for '%s' on the journal in '%s' failed: a transaction holds %d of its events. Give each sink a channel of its own."
                            .formatted(reader, settings.directories().get(0), out));
        }
        return new JournalCursor(this, () -> cursor.set(null));
    }

    /** Who reads through the cursor, or null. */
    @Nullable
    String cursorReader() {
        return cursor.get();
    }

    @Override
    public void close() throws IOException {
        boolean interrupted = false;
        try {
            while (!hasEnded()) {
                interrupted = true;
            }
            segments.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            closeAll(locks);
        }
    }

    /** Whether the log's end was waited for: an interrupt must not let go of the folders before it. */
    private boolean hasEnded() {
        try {
            log.close();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
