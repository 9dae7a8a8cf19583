package dev.headgate.channel.journal;

import dev.headgate.channel.journal.EventBatch.FinishedBatch;
import java.io.IOException;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log that transactions commit to: a commit is placed at the tail under one lock, and returns when the writer has
 * brought it to disk.
 *
 * <p>Safe for threads. After a failed write or sync it refuses everything.
 */
final class JournalLog {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLog.class);
    private static final long NOT_PLACED = -1;

    private final JournalSettings settings;
    private final Segments segments;
    private final Clock clock;
    private final JournalMetrics metrics;
    private final LogTail tail;
    private final LogState state;
    private final Arrivals arrivals;
    private final LogWriter writer;
    private final LogLock lock;
    private volatile boolean closed;

    /**
     * Continues a log: in its newest segment where that is whole, so that an agent that starts again and again takes no
     * more room each time; else in a new one.
     */
    JournalLog(JournalSettings settings, Segments segments, Recovery.Found found, Clock clock, JournalMetrics metrics) {
        this.settings = settings;
        this.segments = segments;
        this.clock = clock;
        this.metrics = metrics;
        this.tail = new LogTail(settings, segments, clock, found);
        this.state = found.state();
        this.arrivals = new Arrivals(state.nextPosition());
        this.writer = new LogWriter(settings, tail, segments, arrivals, metrics);
        this.lock = writer.lock();
    }

    /** Brings the beginning of a new segment to disk where there must be one, and starts the writer. */
    void start() throws IOException, JournalFullException {
        for (int least = tail.makeRoom(0, false); least > 0; least = tail.makeRoom(0, false)) {
            segments.stock(least, false);
        }
        writer.start();
        segments.prepareSpares();
    }

    Arrivals arrivals() {
        return arrivals;
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
        Put put = new Put(batch);
        long ticket = put.tryPlace();
        while (ticket == NOT_PLACED) {
            // Not under the lock: others may commit meanwhile.
            segments.stock(put.lacking, true);
            ticket = put.tryPlace();
        }
        writer.awaitDurable(ticket);
        return put.finished.count();
    }

    /** One batch on its way into the log. */
    private final class Put {
        private final EventBatch batch;
        private FinishedBatch finished;
        private long patience = settings.keepAlive().toNanos();
        private int repeats;
        private int lacking;

        Put(EventBatch batch) {
            this.batch = batch;
            this.finished = batch.finish(clock.millis());
        }

        /** Places the batch; returns its ticket, or {@link #NOT_PLACED} where a segment must be stocked first. */
        long tryPlace() throws IOException, JournalFullException, InterruptedException {
            lock.lock();
            try {
                awaitRoom();
                // A batch of nothing but repeats waits too: what it repeats may not be safe yet.
                if (finished.count() > 0) {
                    lacking = tail.makeRoom(RecordHeader.spaceOf(finished.length()), true);
                    if (lacking > 0) {
                        return NOT_PLACED;
                    }
                    tail.placeEvents(finished);
                    metrics.put(finished.count());
                }
                metrics.droppedRepeats(repeats);
                return writer.enlist();
            } finally {
                lock.unlock();
            }
        }

        /** Waits for room by capacity, and leaves out what others have stored meanwhile. */
        private void awaitRoom() throws IOException, JournalFullException, InterruptedException {
            while (true) {
                writer.checkUsable();
                dropRepeats();
                if (finished.count() == 0 || hasRoom()) {
                    return;
                }
                if (patience <= 0) {
                    throw new JournalFullException(
                            "%d events and %d bytes are queued, and %d events of %d bytes more pass the capacity of %d events or %d bytes. Puts go on when there is room."
                                    .formatted(
                                            state.depthEvents(),
                                            state.depthBytes(),
                                            finished.count(),
                                            finished.eventBytes(),
                                            settings.capacityEvents(),
                                            settings.capacityBytes()));
                }
                patience = lock.room.awaitNanos(patience);
            }
        }

        private void dropRepeats() {
            int dropped = batch.dropRepeats(state.feeders());
            if (dropped > 0) {
                repeats += dropped;
                finished = batch.finish(clock.millis());
            }
        }

        private boolean hasRoom() {
            return state.depthEvents() + finished.count() <= settings.capacityEvents()
                    && state.depthBytes() + finished.eventBytes() <= settings.capacityBytes();
        }
    }

    /**
     * Gives positions up for good, and waits until that is safe. Where it fails nothing is given up, unless the log has
     * failed.
     *
     * @param runs how many runs of positions they are at most
     * @param done tells the state what is done with
     * @return the lowest position that is not done with then
     */
    long acknowledge(int runs, Consumer<LogState> done) throws IOException {
        Acknowledgement acknowledgement = new Acknowledgement(runs, done);
        long ticket = acknowledgement.tryPlace();
        try {
            while (ticket == NOT_PLACED) {
                segments.stock(acknowledgement.lacking, false);
                ticket = acknowledgement.tryPlace();
            }
        } catch (JournalFullException full) {
            throw new IOException("Acknowledging failed: " + full.getMessage(), full);
        }
        writer.awaitDurable(ticket);
        return acknowledgement.mark;
    }

    /** What is done with, on its way into the log. */
    private final class Acknowledgement {
        private final int runs;
        private final Consumer<LogState> done;
        private int lacking;
        private long mark;

        Acknowledgement(int runs, Consumer<LogState> done) {
            this.runs = runs;
            this.done = done;
        }

        long tryPlace() throws IOException {
            lock.lock();
            try {
                writer.checkUsable();
                // The room first: the state must not say what no record says.
                lacking = tail.makeRoom(RecordHeader.spaceOf(state.acknowledgedSize(runs)), false);
                if (lacking > 0) {
                    return NOT_PLACED;
                }
                done.accept(state);
                mark = state.acknowledged().mark();
                tail.placeAcknowledged();
                lock.room.signalAll();
                return writer.enlist();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Brings everything to disk and refuses what comes later; returns when all is written. */
    void close() throws InterruptedException {
        if (!closed) {
            closed = true;
            coverTheEnd();
            writer.close();
        }
        writer.awaitEnd();
    }

    /** A record behind the last one tells the next start that the last one was on disk. */
    private void coverTheEnd() {
        try {
            acknowledge(0, done -> {});
        } catch (IOException failed) {
            LOG.warn(
                    "The journal could not be closed cleanly; the next start reads what is there: {}",
                    failed.getMessage());
        }
    }
}
