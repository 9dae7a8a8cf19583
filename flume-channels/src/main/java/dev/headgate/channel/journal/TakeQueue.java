package dev.headgate.channel.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of the log out, first in, first out; what is given back goes to the head again.
 *
 * <p>Safe for threads. Memory: what is given back, and one batch of the log.
 */
final class TakeQueue {
    private final JournalLog log;
    private final JournalReader reader;

    // Guarded by this, as the reader is.
    private final TreeMap<Long, StoredEvent> givenBack = new TreeMap<>();
    private int out;

    TakeQueue(JournalLog log, JournalReader reader) {
        this.log = log;
        this.reader = reader;
    }

    /** The oldest event that is not out, or null where none comes within the patience. */
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

    /** Puts events back at the head. */
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

    /** How many events are taken and neither acknowledged nor given back. */
    synchronized int outCount() {
        return out;
    }

    /** Forgets events for good; safe when it returns. Where it fails they stay out. */
    void acknowledge(Collection<StoredEvent> events) throws IOException {
        long mark = log.acknowledge(runs(events), state -> {
            long from = 0;
            long to = 0;
            long bytes = 0;
            for (StoredEvent event : events) {
                if (event.position() != to) {
                    state.acknowledge(from, to);
                    from = event.position();
                }
                to = event.position() + 1;
                bytes += event.bytes();
            }
            state.acknowledge(from, to);
            state.acknowledgeBytes(bytes);
        });
        synchronized (this) {
            out -= events.size();
            reader.doneBelow(mark);
        }
    }

    private static int runs(Collection<StoredEvent> events) {
        int runs = 0;
        long next = -1;
        for (StoredEvent event : events) {
            runs += event.position() == next ? 0 : 1;
            next = event.position() + 1;
        }
        return runs;
    }

    /** When the oldest event that is not acknowledged was stored, in milliseconds since 1970 UTC. */
    synchronized OptionalLong oldestTime() throws IOException {
        return reader.oldestTime();
    }
}
