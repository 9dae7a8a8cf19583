package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code _SUCCESS} be written into folders whose time all writers are done with (see {@link DoneTime}), and tells the
 * others how far this one is. Calls to the store are made by the thread that its owner gives it. Used by one thread.
 */
final class Completion {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Beyond every time: a writer that left nothing behind. */
    private static final Instant NOTHING_LEFT = Instant.ofEpochSecond(1L << 40);

    private final DoneMarks marks;
    private final StoreThread store;
    private final DoneTime done;
    private final Map<String, Instant> waiting = new HashMap<>();
    private @Nullable Instant looked;

    private Completion(DoneMarks marks, StoreThread store, DoneTime done) {
        this.marks = marks;
        this.store = store;
        this.done = done;
    }

    /** Goes on where the writer's last mark says, and from now on lets other writers wait for this one. */
    static Completion begin(DoneMarks marks, StoreThread store, DoneTime done, Instant now) throws IOException {
        Completion completion = new Completion(marks, store, done);
        store.call(marks::own).ifPresent(mark -> {
            completion.waiting.putAll(mark.waiting());
            done.resume(mark.until().equals(NOTHING_LEFT) ? Instant.EPOCH : mark.until());
        });
        completion.write(done.until(now));
        return completion;
    }

    /** Notes, before it is published, what an epoch holds. */
    void publishing(Map<String, Instant> folders, Instant now) throws IOException {
        Instant until = done.until(now);
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

    /** Now and then tells the others how far this writer is, and looks how far they are. */
    void look(Instant now) throws IOException {
        Instant last = looked;
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE))) {
            return;
        }
        looked = now;
        look(done.until(now), now);
    }

    private void look(Instant until, Instant now) throws IOException {
        write(until);
        DoneMark own = new DoneMark(until, waiting);
        var succeeded = store.call(() -> marks.succeed(own, now));
        if (!succeeded.isEmpty()) {
            succeeded.forEach(waiting::remove);
            write(until);
        }
    }

    /** Leaves: whoever left nothing in its journal need not be waited for. */
    void leave(boolean leavesNothing, Instant now) throws IOException {
        if (leavesNothing) {
            look(NOTHING_LEFT, now);
        } else {
            write(done.until(now));
        }
        if (leavesNothing && waiting.isEmpty()) {
            store.call(() -> {
                marks.remove();
                return null;
            });
        }
    }

    private void write(Instant until) throws IOException {
        DoneMark mark = new DoneMark(until, waiting);
        store.call(() -> {
            marks.write(mark);
            return null;
        });
    }
}
