package dev.headgate.sink.hdfs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a sink is done with the times that folders stand for. What still comes for one that it is done with is late.
 *
 * <p>It is done with a time when the lateness has passed since its end, the journal was read to its end after that, and all
 * that was read is published: so nothing is late for having waited in the journal. Used by one thread.
 */
final class DoneTime {
    private final Duration lateness;
    private Instant until = Instant.EPOCH;
    private @Nullable Instant readToEnd;

    DoneTime(Duration lateness) {
        this.lateness = lateness;
    }

    /** Goes on where an earlier start was. */
    void resume(Instant earlier) {
        until = earlier;
    }

    /** Notes that the journal holds nothing that was not read. */
    void readToEnd(Instant now, boolean allPublished) {
        readToEnd = now;
        if (allPublished) {
            published();
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

    /** It is done with times that end until then. Where the clock had run ahead, it is done with less than it had seemed. */
    Instant until(Instant now) {
        Instant possible = now.minus(lateness);
        if (possible.isBefore(until)) {
            until = possible;
        }
        return until;
    }
}
