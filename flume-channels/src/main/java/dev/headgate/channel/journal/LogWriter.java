package dev.headgate.channel.journal;

import dev.headgate.channel.journal.JournalSettings.Sync;
import dev.headgate.channel.journal.LogTail.Cut;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what is placed at the tail to disk, on a thread of its own: commits that wait together are written and synced
 * together.
 *
 * <p>After a failed write or sync nothing can be placed any more: the kernel may have dropped what it could not write, and
 * only a restart reads what is really there. Safe for threads, by the log's lock.
 */
final class LogWriter {
    /** A thread that waits until a record is safe. */
    private record Waiter(Thread thread, long ticket) {}

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    /** While a faster one is under way, others can just be woken and commit again: waiting for them would leave the disk idle. */
    private static final long SLOW_SYNC_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A disk that stood still once must not make the next commit wait as long. */
    private static final long LONGEST_REGROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** When nothing more comes. */
    private static final long COVER_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final JournalSettings settings;
    private final LogTail tail;
    private final Segments segments;
    private final Arrivals arrivals;
    private final JournalMetrics metrics;
    private final LogLock lock = new LogLock();
    private final Thread thread = new Thread(this::run, "journal-writer");

    // Guarded by the lock.
    /** Commits that the next group is likely to have; {@code wanted} while the writer waits for them, else 0. */
    private int expected;

    private int wanted;
    private boolean closing;
    /** In the order of their tickets. */
    private final Queue<Waiter> waiters = new ArrayDeque<>();

    // Written under the lock.
    private volatile long durable;
    private volatile @Nullable Throwable failure;

    // Of the writer's thread alone.
    private long lastSync = System.nanoTime();
    private long lastSyncNanos;
    private int unsyncedCommits;
    private @Nullable Segment unsynced;
    private boolean hasEnded;

    LogWriter(JournalSettings settings, LogTail tail, Segments segments, Arrivals arrivals, JournalMetrics metrics) {
        this.settings = settings;
        this.tail = tail;
        this.segments = segments;
        this.arrivals = arrivals;
        this.metrics = metrics;
    }

    /** Guards the tail. */
    LogLock lock() {
        return lock;
    }

    /** Brings the beginning of a new segment to disk, and starts. */
    void start() throws IOException {
        Cut first = tail.cut();
        Segment begun = first.group().last();
        if (begun != null) {
            first.group().write(true);
            begun.file().sync();
            first.group().publish();
            begun.synced();
        }
        durable = first.ticket();
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Notes that the calling thread is about to {@link #awaitDurable await} everything that is placed, and wakes the writer,
     * unless that waits for more than there is. Under the lock.
     */
    long enlist() {
        if (tail.placed() > durable) {
            waiters.add(new Waiter(Thread.currentThread(), tail.placed()));
        }
        if (tail.waiting().commits() >= wanted) {
            lock.work.signal();
        }
        return tail.placed();
    }

    /** Waits until a record is safe that the calling thread has enlisted for. Takes no lock: many are released at once. */
    void awaitDurable(long ticket) throws IOException {
        boolean interrupted = false;
        while (durable < ticket && failure == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (durable < ticket) {
            checkUsable();
        }
    }

    /** Refuses where nothing may be placed any more. Under the lock. */
    void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "Writing the journal in '%s' failed before: %s. Mend the disk and restart the agent."
                            .formatted(settings.directories().get(0), failure.getMessage()),
                    failure);
        }
        if (closing) {
            throw new IOException("The journal in '%s' is closed."
                    .formatted(settings.directories().get(0)));
        }
    }

    private void run() {
        try {
            while (!hasEnded) {
                step(awaitWork());
            }
        } catch (IOException failed) {
            fail(failed);
        } catch (Throwable bug) {
            fail(bug);
            throw bug;
        }
    }

    /** Waits until there is something to do, and takes it. */
    private Cut awaitWork() {
        lock.lock();
        try {
            long patience = unsynced != null ? nanosToSync() : tail.isCovered() ? Long.MAX_VALUE : COVER_AFTER_NANOS;
            while (tail.waiting().isEmpty() && !closing && patience > 0) {
                patience = lock.work.awaitNanos(patience);
            }
            if (tail.waiting().isEmpty() && !closing && unsynced == null) {
                tail.placeCover();
            }
            awaitRegroup();
            hasEnded = closing;
            return tail.cut();
        } catch (InterruptedException bug) {
            throw new IllegalStateException("The journal's writer was interrupted; nobody may do that.", bug);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Those whose commits a sync has just released mostly commit again at once. Where syncs are slow, waiting for them, for
     * less than a sync takes, brings all of them into one sync, where half of them would always miss it.
     */
    private void awaitRegroup() throws InterruptedException {
        boolean isWorthIt = !tail.waiting().isEmpty() && lastSyncNanos >= SLOW_SYNC_NANOS;
        long patience = isWorthIt ? Math.min(lastSyncNanos / 2, LONGEST_REGROUP_NANOS) : 0;
        wanted = expected;
        while (tail.waiting().commits() < wanted && !closing && patience > 0) {
            patience = lock.work.awaitNanos(patience);
        }
        wanted = 0;
    }

    private void step(Cut cut) throws IOException {
        if (unsynced != null && cut.group().isBehind(unsynced)) {
            unsynced.file().sync();
        }
        cut.group().write(cut.isReadSoon());
        Segment written = cut.group().last();
        unsynced = written == null ? unsynced : written;
        unsyncedCommits += cut.group().commits();
        Segment synced = unsynced != null && (hasEnded || nanosToSync() <= 0) ? sync(unsynced) : null;
        settle(cut, synced);
        if (synced != null) {
            segments.recycleOldest(cut.acknowledged(), synced.number());
            if (cut.group().beginsSegment()) {
                segments.recycleAll(cut.acknowledged(), synced.number());
            }
        }
    }

    private Segment sync(Segment segment) throws IOException {
        long begun = System.nanoTime();
        segment.file().sync();
        lastSync = System.nanoTime();
        lastSyncNanos = lastSync - begun;
        if (unsyncedCommits > 0) {
            metrics.synced(unsyncedCommits, lastSyncNanos);
        }
        unsynced = null;
        unsyncedCommits = 0;
        return segment;
    }

    private long nanosToSync() {
        return settings.sync() == Sync.COMMIT
                ? 0
                : lastSync + settings.syncInterval().toNanos() - System.nanoTime();
    }

    private void settle(Cut cut, @Nullable Segment synced) {
        List<Thread> released;
        lock.lock();
        try {
            expected = cut.group().commits() + tail.waiting().commits();
            cut.group().publish();
            if (synced != null) {
                synced.synced();
            }
            durable = cut.ticket();
            // First this: whoever has committed may look for the event at once.
            arrivals.readBelow(cut.readable());
            released = release(durable);
        } finally {
            lock.unlock();
        }
        released.forEach(LockSupport::unpark);
    }

    private List<Thread> release(long ticket) {
        List<Thread> released = new ArrayList<>();
        for (Waiter next = waiters.peek(); next != null && next.ticket() <= ticket; next = waiters.peek()) {
            released.add(waiters.remove().thread());
        }
        return released;
    }

    private void fail(Throwable cause) {
        LOG.error(
                "Writing the journal in '{}' failed; it refuses everything until the agent is restarted.",
                settings.directories().get(0),
                cause);
        lock.lock();
        try {
            failure = cause;
            lock.wakeEverybody();
            release(Long.MAX_VALUE).forEach(LockSupport::unpark);
        } finally {
            lock.unlock();
        }
        arrivals.end();
    }

    /** Brings everything to disk and refuses what comes later. */
    void close() {
        lock.lock();
        try {
            closing = true;
            lock.wakeEverybody();
        } finally {
            lock.unlock();
        }
        arrivals.end();
    }

    /** Waits until a closed one has ended. */
    void awaitEnd() throws InterruptedException {
        thread.join(PATIENCE_MILLIS);
        while (thread.isAlive()) {
            LOG.warn(
                    "The journal in '{}' still waits for its disk; its folders are held until it has ended.",
                    settings.directories().get(0));
            thread.join(PATIENCE_MILLIS);
        }
    }
}
