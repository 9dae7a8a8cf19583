package dev.headgate.channel.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Tells takers how far they may read, and when there is something new. Safe for threads. */
final class Arrivals {
    private final AtomicLong count = new AtomicLong();
    private volatile long readablePosition;
    private boolean ended;

    Arrivals(long readablePosition) {
        this.readablePosition = readablePosition;
    }

    /** Events below it may be read. */
    long readablePosition() {
        return readablePosition;
    }

    /** Grows whenever there may be an event to take that was not there before. */
    long count() {
        return count.get();
    }

    /** Lets events below a position be read. Called by the log's writer alone. */
    void readBelow(long position) {
        if (readablePosition < position) {
            readablePosition = position;
            arrived();
        }
    }

    /** Says that there may be an event to take. */
    synchronized void arrived() {
        count.incrementAndGet();
        notifyAll();
    }

    /** Nothing arrives any more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits until there may be an event to take.
     *
     * @param seen what {@link #count} was before none was found
     * @return the time that is left, in nanoseconds; nothing or less where it ran out
     */
    synchronized long await(long seen, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (count.get() == seen && left > 0 && !ended) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return count.get() != seen ? Math.max(1, left) : 0;
    }
}
