package dev.headgate.sink.hdfs;

import java.time.Duration;

/**
 * How long the store may keep a sink waiting: a settable time for each step, and once the sink is stopping, one settable time for
 * all that is left. Used by one thread.
 */
final class Patience {
    private final Duration step;
    private final Duration stop;
    private long stopBy;
    private boolean stopping;
    private boolean interrupted;

    Patience(Duration step, Duration stop) {
        this.step = step;
        this.stop = stop;
    }

    /** From here on all must be done within the time to stop. */
    void stopping() {
        if (!stopping) {
            stopping = true;
            stopBy = System.nanoTime() + stop.toNanos();
        }
    }

    /** Notes an interrupt, which means that the sink is stopping; it is handed on when the step is done. */
    void interrupted() {
        interrupted = true;
        stopping();
    }

    /** Lets the thread know of an interrupt that came in between. */
    void handOnInterrupt() {
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    long nanosLeft() {
        return stopping ? Math.max(0, stopBy - System.nanoTime()) : step.toNanos();
    }
}
