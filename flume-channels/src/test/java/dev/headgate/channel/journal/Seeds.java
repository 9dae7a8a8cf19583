package dev.headgate.channel.journal;

import java.time.Duration;

/**
 * Runs a random test with one seed after the other. A failure names its seed, and {@code -Dheadgate.test.seed=N} runs
 * that one alone; {@code -Dheadgate.test.seconds=N} runs for longer.
 */
final class Seeds {
    /** A run of a random test. */
    @FunctionalInterface
    interface Run {
        void with(long seed) throws Exception;
    }

    private Seeds() {}

    static void runFor(Duration time, Run run) {
        Long only = Long.getLong("headgate.test.seed");
        if (only != null) {
            run(run, only);
            return;
        }
        long seconds = Long.getLong("headgate.test.seconds", time.toSeconds());
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        for (long seed = System.currentTimeMillis() * 1000; System.nanoTime() < end; seed++) {
            run(run, seed);
        }
    }

    private static void run(Run run, long seed) {
        try {
            run.with(seed);
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(
                    "failed with seed " + seed + "; run it again with -Dheadgate.test.seed=" + seed, failed);
        }
    }
}
