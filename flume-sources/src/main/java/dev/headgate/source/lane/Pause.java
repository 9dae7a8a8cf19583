package dev.headgate.source.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Lets something be said once a minute. Safe for threads. */
final class Pause {
    private static final Duration LENGTH = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<Instant> end = new AtomicReference<>(Instant.MIN);

    Pause(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is over; then the next one begins. */
    boolean isOver() {
        Instant now = clock.instant();
        Instant before = end.get();
        return now.isAfter(before) && end.compareAndSet(before, now.plus(LENGTH));
    }
}
