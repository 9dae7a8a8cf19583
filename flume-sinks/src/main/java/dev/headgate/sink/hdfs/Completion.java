package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a sink is done with the times that folders stand for, and lets {@code _SUCCESS} be written.
 *
 * <p>It is done with a time when the lateness has passed since its end, the journal was read to its end after that, and all
 * that was read is published. What comes later is late. Calls to the store are made by the thread that its owner gives it.
 * Used by one thread.
 */
final class Completion {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Beyond every time: a writer that left nothing behind. */
    private static final Instant NOTHING_LEFT = Instant.ofEpochSecond(1L << 40);

    private final DoneMarks marks;
    private final StoreThread store;
    private final Duration lateness;
    private final Map<String, Instant> waiting = new HashMap<>();
    private Instant until = Instant.EPOCH;
    private @Nullable Instant readToEnd;
    private @Nullable Instant looked;

    private Completion(DoneMarks marks, StoreThread store, Duration lateness) {
        this.marks = marks;
        this.store = store;
        this.lateness = lateness;
    }

    /** Goes on where the writer's last mark says, and from now on lets other writers wait for this one. */
    static Completion begin(DoneMarks marks, StoreThread store, Duration lateness) throws IOException {
        Completion completion = new Completion(marks, store, lateness);
        store.call(marks::own).ifPresent(mark -> {
            completion.waiting.putAll(mark.waiting());
            completion.until = mark.until().equals(NOTHING_LEFT) ? Instant.EPOCH : mark.until();
        });
        completion.write(completion.until);
        return completion;
    }

    /** Notes that the journal holds nothing that was not read. */
    void readToEnd(Instant now, boolean allPublished) {
        readToEnd = now;
        if (allPublished) {
            published();
        }
    }

    /** Notes, before it is published, what an epoch holds. */
    void publishing(Map<String, Instant> folders) throws IOException {
        boolean news = false;
        for (Map.Entry<String, Instant> each : folders.entrySet()) {
            // Of a time that is done with the folder has its file already, or waits for other writers.
            boolean late = !each.getValue().isAfter(until);
            news |= !late && !each.getValue().equals(waiting.put(each.getKey(), each.getValue()));
        }
        if (news) {
            write(until);
        }
    }

    /** Notes that all that was read is published. */
    void published() {
        Instant end = readToEnd;
        if (end != null && end.minus(lateness).isAfter(until)) {
            until = end.minus(lateness);
        }
        readToEnd = null;
    }

    /** Now and then tells the others how far this writer is, and looks how far they are. */
    void look(Instant now) throws IOException {
        Instant last = looked;
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE))) {
            return;
        }
        looked = now;
        write(until);
        DoneMark own = new DoneMark(until, waiting);
        var done = store.call(() -> marks.succeed(own, now));
        if (!done.isEmpty()) {
            done.forEach(waiting::remove);
            write(until);
        }
    }

    /** Leaves: whoever left nothing in its journal need not be waited for. */
    void leave(boolean leavesNothing, Instant now) throws IOException {
        if (leavesNothing) {
            until = NOTHING_LEFT;
            looked = null;
            look(now);
        } else {
            write(until);
        }
        if (leavesNothing && waiting.isEmpty()) {
            store.call(() -> {
                marks.remove();
                return null;
            });
        }
    }

    private void write(Instant done) throws IOException {
        DoneMark mark = new DoneMark(done, waiting);
        store.call(() -> {
            marks.write(mark);
            return null;
        });
    }
}
