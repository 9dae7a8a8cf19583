package dev.headgate.channel.journal;

import dev.headgate.channel.journal.EventBatch.FinishedBatch;
import dev.headgate.channel.journal.JournalSettings.Sync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The growing end of the log. Commits are placed under one lock, and written and synced together by one thread of its
 * own; a commit returns when a sync has covered it.
 *
 * <p>Safe for threads. After a failed write or sync nothing can be placed any more: the kernel may have dropped what it
 * could not write, and only a restart reads what is really there.
 */
final class JournalLog {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLog.class);
    /** A disk that stood still once must not make the next commit wait as long. */
    private static final long LONGEST_REGROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final JournalSettings settings;
    private final Segments segments;
    private final Clock clock;
    private final JournalMetrics metrics;
    private final Thread writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition arrival = lock.newCondition();

    // Guarded by the lock.
    private final LogState state;
    private Segment tail;
    private int tailOffset;
    private WriteGroup group = new WriteGroup();
    /** Commits that the next group is likely to have; {@code wanted} while the writer waits for them, else 0. */
    private int expected;

    private int wanted;
    private long placed;
    private long durable;
    private volatile boolean closing;
    private @Nullable Throwable failure;

    // Of the writer alone.
    private long lastSyncNanos;

    private volatile long readablePosition;
    private final AtomicLong arrivals = new AtomicLong();

    /**
     * Continues a log: in its newest segment where that is whole, so that an agent that starts again and again takes no
     * more room each time; else in a new one.
     */
    JournalLog(JournalSettings settings, Segments segments, Recovery.Found found, Clock clock, JournalMetrics metrics)
            throws IOException, JournalFullException {
        this.settings = settings;
        this.segments = segments;
        this.state = found.state();
        this.clock = clock;
        this.metrics = metrics;
        this.readablePosition = state.nextPosition();
        Recovery.Tail end = found.tail();
        if (end != null && end.isWhole()) {
            this.tail = end.segment();
            this.tailOffset = end.end();
            tail.resumeAt(tailOffset);
        } else {
            this.tail = begin(found.lastNumber() + 1, 0, false);
        }
        this.writer = new Thread(this::write, "journal-writer");
    }

    /** Brings the beginning of a new segment to disk and starts the writer. */
    void start() throws IOException {
        if (!group.isEmpty()) {
            group.write(true);
            tail.file().sync();
            group.publish();
            tail.synced();
        }
        group = new WriteGroup();
        durable = placed;
        segments.prepareSpares();
        writer.setDaemon(true);
        writer.start();
    }

    /** Events below it may be read. */
    long readablePosition() {
        return readablePosition;
    }

    /** Grows whenever there may be an event to take that was not there before. */
    long arrivals() {
        return arrivals.get();
    }

    /** Says that an event can be taken again. */
    void arrived() {
        lock.lock();
        try {
            arrivals.incrementAndGet();
            arrival.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there may be an event to take.
     *
     * @param seen what {@link #arrivals} was before none was found
     * @return the time that is left, in nanoseconds; nothing or less where it ran out
     */
    long awaitArrival(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (arrivals.get() == seen && left > 0 && failure == null && !closing) {
                left = arrival.awaitNanos(left);
            }
            return arrivals.get() != seen ? Math.max(1, left) : 0;
        } finally {
            lock.unlock();
        }
    }

    /** Something of the state, read under the lock. */
    <T> T inspect(Function<LogState, T> question) {
        lock.lock();
        try {
            return question.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /** How far the feeder's events are stored. */
    OptionalLong progressOf(String feeder) {
        return inspect(now -> now.feeders().find(feeder));
    }

    /**
     * Stores the events of a batch that are no repeats, and waits until they are safe.
     *
     * @return how many were stored
     * @throws JournalFullException where there is no room within the keep-alive; nothing is stored
     * @throws IOException where the log has failed; whether the events are stored is known after a restart
     */
    int put(EventBatch batch) throws IOException, JournalFullException, InterruptedException {
        FinishedBatch finished = batch.finish(clock.millis());
        long ticket;
        lock.lock();
        try {
            int repeats = awaitRoom(batch);
            if (repeats > 0) {
                metrics.droppedRepeats(repeats);
                finished = batch.finish(clock.millis());
            }
            // A batch of nothing but repeats waits too: what it repeats may not be safe yet.
            ticket = finished.count() == 0 ? placed : placeEvents(finished);
        } finally {
            lock.unlock();
        }
        awaitDurable(ticket);
        return finished.count();
    }

    private int awaitRoom(EventBatch batch) throws IOException, JournalFullException, InterruptedException {
        long patience = settings.keepAlive().toNanos();
        int repeats = 0;
        while (true) {
            checkUsable();
            repeats += batch.dropRepeats(state.feeders());
            if (batch.count() == 0 || hasRoom(batch)) {
                return repeats;
            }
            if (patience <= 0) {
                throw new JournalFullException(
                        "%d events and %d bytes are queued, and %d events of %d bytes more pass the capacity of %d events or %d bytes. Puts go on when there is room."
                                .formatted(
                                        state.depthEvents(),
                                        state.depthBytes(),
                                        batch.count(),
                                        batch.eventBytes(),
                                        settings.capacityEvents(),
                                        settings.capacityBytes()));
            }
            patience = room.awaitNanos(patience);
        }
    }

    private boolean hasRoom(EventBatch batch) {
        return state.depthEvents() + batch.count() <= settings.capacityEvents()
                && state.depthBytes() + batch.eventBytes() <= settings.capacityBytes();
    }

    private long placeEvents(FinishedBatch batch) throws IOException, JournalFullException {
        makeRoom(RecordHeader.spaceOf(batch.length()), true);
        place(RecordType.EVENTS, batch.count(), batch.record(), batch.length(), batch.checksum());
        state.put(batch.count(), batch.eventBytes());
        Map<String, Long> progress = batch.progress();
        if (!progress.isEmpty()) {
            state.feeders().advance(progress, clock.millis());
        }
        metrics.put(batch.count());
        signalWork();
        return placed;
    }

    /**
     * Gives positions up for good, and waits until that is safe. Where it fails nothing is given up, unless the log has
     * failed.
     *
     * @param runs how many runs of positions they are at most
     * @param done tells the state what is done with
     */
    void acknowledge(int runs, Consumer<LogState> done) throws IOException {
        long ticket;
        lock.lock();
        try {
            checkUsable();
            // The room first: the state must not say what no record says.
            makeRoom(RecordHeader.spaceOf(state.acknowledgedSize(runs)), false);
            done.accept(state);
            placePayload(RecordType.ACKNOWLEDGED, state.encodedAcknowledged());
            ticket = placed;
            signalWork();
            room.signalAll();
        } catch (JournalFullException full) {
            throw new IOException("Acknowledging failed: " + full.getMessage(), full);
        } finally {
            lock.unlock();
        }
        awaitDurable(ticket);
    }

    private void makeRoom(int space, boolean forPuts) throws IOException, JournalFullException {
        if (tailOffset + (long) space <= tail.size()) {
            return;
        }
        try {
            begin(tail.number() + 1, space, forPuts);
        } catch (IOException failed) {
            // Whether the file has its new name on disk is not known, so nothing may be built upon it.
            fail(failed);
            throw failed;
        }
    }

    /** Begins a segment with its header and a snapshot. */
    private Segment begin(long number, int space, boolean forPuts) throws IOException, JournalFullException {
        state.feeders().forgetBefore(clock.millis() - settings.forgetFeeders().toMillis());
        byte[] snapshot = state.encodedSnapshot();
        // Room for a second one: else each transaction would write a snapshot that is larger than a segment.
        long least = Segment.HEADER_SIZE + 2L * RecordHeader.spaceOf(snapshot.length) + space;
        SegmentName name = new SegmentName(number, state.nextPosition());
        Segment next = segments.begin(name, Math.toIntExact(least), forPuts);
        group.add(next, 0, next.header(segments.journal()));
        tail = next;
        tailOffset = Segment.HEADER_SIZE;
        placePayload(RecordType.SNAPSHOT, snapshot);
        return next;
    }

    private void placePayload(RecordType type, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(RecordHeader.spaceOf(payload.length));
        record.position(RecordHeader.SIZE);
        record.put(payload).clear();
        int checksum = RecordHeader.checksum(record, RecordHeader.SIZE, payload.length);
        place(type, 0, record, payload.length, checksum);
    }

    private void place(RecordType type, int count, ByteBuffer record, int length, int checksum) {
        RecordHeader header =
                new RecordHeader(type, length, count, tail.number(), state.nextPosition(), tail.syncedEnd(), checksum);
        header.writeTo(record);
        record.clear().limit(header.space());
        group.add(tail, tailOffset, record);
        tailOffset += header.space();
        placed++;
    }

    private void awaitDurable(long ticket) throws IOException {
        lock.lock();
        try {
            while (durable < ticket && failure == null) {
                settled.awaitUninterruptibly();
            }
            if (durable < ticket) {
                checkUsable();
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkUsable() throws IOException {
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

    /** The writer's loop. */
    private void write() {
        long lastSync = System.nanoTime();
        Segment unsynced = null;
        try {
            while (true) {
                Taken taken = awaitWork(unsynced == null ? Long.MAX_VALUE : nanosToSync(lastSync));
                if (taken.group().isEmpty() && taken.last() && unsynced == null) {
                    break;
                }
                if (unsynced != null && taken.group().isBehind(unsynced)) {
                    unsynced.file().sync();
                }
                taken.group().write(taken.readSoon());
                Segment written = taken.group().last();
                unsynced = written == null ? unsynced : written;
                Segment synced = null;
                if (unsynced != null && (taken.last() || nanosToSync(lastSync) <= 0)) {
                    long begun = System.nanoTime();
                    unsynced.file().sync();
                    lastSync = System.nanoTime();
                    synced = unsynced;
                    unsynced = null;
                    lastSyncNanos = lastSync - begun;
                    metrics.synced(taken.group().commits(), lastSyncNanos);
                }
                settle(taken, synced);
                if (synced != null) {
                    segments.recycleBelow(taken.mark(), synced.number());
                }
            }
        } catch (IOException failed) {
            fail(failed);
        } catch (Throwable bug) {
            fail(bug);
            throw bug;
        }
    }

    private long nanosToSync(long lastSync) {
        return settings.sync() == Sync.COMMIT
                ? 0
                : lastSync + settings.syncInterval().toNanos() - System.nanoTime();
    }

    /** A group with what is true when it is on disk. */
    private record Taken(WriteGroup group, long ticket, long readable, long mark, boolean readSoon, boolean last) {}

    private Taken awaitWork(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (group.isEmpty() && !closing && left > 0) {
                left = work.awaitNanos(left);
            }
            awaitRegroup();
            WriteGroup taken = group;
            group = new WriteGroup();
            return new Taken(
                    taken,
                    placed,
                    state.nextPosition(),
                    state.acknowledged().mark(),
                    state.depthBytes() < settings.segmentBytes(),
                    closing);
        } catch (InterruptedException bug) {
            throw new IllegalStateException("The journal's writer was interrupted; nobody may do that.", bug);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Those whose commits a sync has just released mostly commit again at once. Waiting for them, for less than a sync
     * takes, brings all of them into one sync, where half of them would always miss it.
     */
    private void awaitRegroup() throws InterruptedException {
        long patience = group.isEmpty() ? 0 : Math.min(lastSyncNanos / 2, LONGEST_REGROUP_NANOS);
        wanted = expected;
        while (group.commits() < wanted && !closing && patience > 0) {
            patience = work.awaitNanos(patience);
        }
        wanted = 0;
    }

    /** Wakes the writer, unless it waits for more than there is. */
    private void signalWork() {
        if (group.commits() >= wanted) {
            work.signal();
        }
    }

    private void settle(Taken taken, @Nullable Segment synced) {
        lock.lock();
        try {
            expected = taken.group().commits() + group.commits();
            taken.group().publish();
            if (synced != null) {
                synced.synced();
            }
            durable = taken.ticket();
            settled.signalAll();
            if (readablePosition < taken.readable()) {
                readablePosition = taken.readable();
                arrivals.incrementAndGet();
                arrival.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable cause) {
        LOG.error(
                "Writing the journal in '{}' failed; it refuses everything until the agent is restarted.",
                settings.directories().get(0),
                cause);
        lock.lock();
        try {
            failure = cause;
            wakeEverybody();
        } finally {
            lock.unlock();
        }
    }

    private void wakeEverybody() {
        work.signalAll();
        settled.signalAll();
        arrival.signalAll();
        room.signalAll();
    }

    /** Brings everything to disk and refuses what comes later. */
    void close() {
        if (closing) {
            return;
        }
        acknowledgeNothing();
        lock.lock();
        try {
            closing = true;
            wakeEverybody();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a closed log has ended all its work. */
    void awaitEnd() throws IOException, InterruptedException {
        writer.join(TimeUnit.MINUTES.toMillis(1));
        segments.close();
        segments.awaitEnd();
    }

    /** A record behind the last one tells the next start that the last one was on disk. */
    private void acknowledgeNothing() {
        try {
            acknowledge(0, done -> {});
        } catch (IOException failed) {
            LOG.warn(
                    "The journal could not be closed cleanly; the next start reads what is there: {}",
                    failed.getMessage());
        }
    }
}
