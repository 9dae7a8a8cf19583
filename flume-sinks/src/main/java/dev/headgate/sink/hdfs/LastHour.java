package dev.headgate.sink.hdfs;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/** How many files, and of how many bytes, came within the last hour, to the minute. Safe for threads. */
final class LastHour {
    private static final int MINUTES = 60;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final long[] files = new long[MINUTES];
    private final long[] bytes = new long[MINUTES];
    private long minute;

    LastHour(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(long count, long size) {
        forget();
        int slot = Math.floorMod(minute, MINUTES);
        files[slot] += count;
        bytes[slot] += size;
    }

    synchronized long files() {
        forget();
        return Arrays.stream(files).sum();
    }

    synchronized long bytes() {
        forget();
        return Arrays.stream(bytes).sum();
    }

    /** Forgets what is over; where the clock has gone back, all. */
    private void forget() {
        long now = Math.floorDiv(clock.millis(), MINUTE);
        long passed = now < minute ? MINUTES : Math.min(MINUTES, now - minute);
        for (long past = 0; past < passed; past++) {
            int slot = Math.floorMod(now - past, MINUTES);
            files[slot] = 0;
            bytes[slot] = 0;
        }
        minute = now;
    }
}
