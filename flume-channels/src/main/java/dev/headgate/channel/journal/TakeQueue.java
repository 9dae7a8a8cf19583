package dev.headgate.channel.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of the log out, first in, first out: to transactions, and what they give back goes to the head again; or,
 * while it is reserved, to a cursor alone.
 *
 * <p>Safe for threads. Memory: what transactions hold or gave back, and one batch of the log.
 */
final class TakeQueue {
    /** What a cursor is given at once, so that large events do not fill the heap. */
    private static final int MOST_READ_BYTES = 4 << 20;

    private final JournalLog log;
    private final Supplier<JournalReader> readers;

    // Guarded by this, as the reader is.
    private JournalReader reader;
    private final TreeMap<Long, StoredEvent> givenBack = new TreeMap<>();
    private int out;
    private boolean reserved;

    /**
     * Hands out the events of a log.
     *
     * @param readers makes those that begin at the first event that is not acknowledged
     */
    TakeQueue(JournalLog log, Supplier<JournalReader> readers) {
        this.log = log;
        this.readers = readers;
        this.reader = readers.get();
    }

    /** The oldest event that is not out, or null where none comes within the patience. For transactions. */
    @Nullable
    StoredEvent take(Duration patience) throws IOException, InterruptedException {
        long left = patience.toNanos();
        while (true) {
            long seen = log.arrivals().count();
            StoredEvent taken = takeNow();
            if (taken != null || left <= 0) {
                return taken;
            }
            left = log.arrivals().await(seen, left);
        }
    }

    private @Nullable StoredEvent takeNow() throws IOException {
        EncodedEvent read;
        synchronized (this) {
            if (reserved) {
                return null;
            }
            if (!givenBack.isEmpty()) {
                out++;
                return givenBack.pollFirstEntry().getValue();
            }
            read = reader.next();
            if (read == null) {
                return null;
            }
            out++;
        }
        // Several threads at once.
        return read.decode();
    }

    /** Puts events of a transaction back at the head. */
    void giveBack(Collection<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        synchronized (this) {
            events.forEach(event -> givenBack.put(event.position(), event));
            out -= events.size();
        }
        log.arrivals().arrived();
    }

    /** How many events transactions have taken and neither acknowledged nor given back. */
    synchronized int outCount() {
        return out;
    }

    /**
     * Lets a cursor alone read, from the first event on that is not acknowledged, unless transactions hold events.
     *
     * @return how many they hold; none where it is reserved now
     */
    synchronized int reserve() {
        if (out == 0) {
            reserved = true;
            beginAgain();
        }
        return out;
    }

    /** Ends what {@link #reserve} began: what was read and not acknowledged is given out again. */
    void release() {
        synchronized (this) {
            beginAgain();
            reserved = false;
        }
        log.arrivals().arrived();
    }

    private void beginAgain() {
        givenBack.clear();
        reader = readers.get();
    }

    /**
     * Adds the next events, as many as are there, for a cursor; waits where there is none. Where it fails, what is added is
     * read.
     *
     * @param most how many there may be then
     */
    void read(List<StoredEvent> events, int most, Duration patience) throws IOException, InterruptedException {
        long left = patience.toNanos();
        while (true) {
            long seen = log.arrivals().count();
            readNow(events, most);
            if (!events.isEmpty() || left <= 0) {
                return;
            }
            left = log.arrivals().await(seen, left);
        }
    }

    private synchronized void readNow(List<StoredEvent> events, int most) throws IOException {
        long bytes = 0;
        while (events.size() < most && bytes < MOST_READ_BYTES) {
            StoredEvent next = reader.nextDecoded();
            if (next == null) {
                return;
            }
            events.add(next);
            bytes += next.bytes();
        }
    }

    /** Forgets what transactions have taken for good; safe when it returns. Where it fails they stay out. */
    void acknowledge(Collection<StoredEvent> events) throws IOException {
        long mark = forget(runs(events));
        synchronized (this) {
            out -= events.size();
            reader.doneBelow(mark);
        }
    }

    /** Forgets what a cursor has read for good; safe when it returns. */
    void acknowledgeRead(List<ReadRun> runs) throws IOException {
        long mark = forget(runs);
        synchronized (this) {
            reader.doneBelow(mark);
        }
    }

    private long forget(List<ReadRun> runs) throws IOException {
        return log.acknowledge(
                runs.size(),
                state -> runs.forEach(run -> {
                    state.acknowledge(run.start(), run.end());
                    state.acknowledgeBytes(run.bytes());
                }));
    }

    private static List<ReadRun> runs(Collection<StoredEvent> events) {
        List<ReadRun> runs = new ArrayList<>();
        ReadRun run = null;
        for (StoredEvent event : events) {
            ReadRun next = new ReadRun(event.position(), event.position() + 1, event.bytes());
            boolean follows = run != null && run.end() == next.start();
            if (run != null && !follows) {
                runs.add(run);
            }
            run = run != null && follows ? run.with(next) : next;
        }
        if (run != null) {
            runs.add(run);
        }
        return runs;
    }

    /** When the oldest event that is not acknowledged was stored, in milliseconds since 1970 UTC. */
    synchronized OptionalLong oldestTime() throws IOException {
        return reader.oldestTime();
    }
}
