package dev.headgate.benchmark;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp how long a side runs before it is counted
 * @param counted how long it is counted
 * @param queuedEvents what stands in a channel that is started with a backlog
 * @param neededBytes what must be free on the disk
 */
record Extent(Duration warmUp, Duration counted, int queuedEvents, long neededBytes) {
    /** The same, with time for two processes to find their speed. */
    Extent forAHop() {
        return new Extent(warmUp.multipliedBy(3), counted, queuedEvents, neededBytes);
    }

    static Extent of(boolean quick) {
        return quick
                ? new Extent(Duration.ofSeconds(1), Duration.ofSeconds(1), 500_000, 4L << 30)
                : new Extent(Duration.ofSeconds(1), Duration.ofSeconds(3), 5_000_000, 12L << 30);
    }
}
