package dev.headgate.topology;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a random test some times. A failure names its seed, and {@code -Dheadgate.test.seed=N} runs that one alone. */
public final class Seeded {
    private Seeded() {}

    public static void rounds(int rounds, Consumer<Random> test) {
        Long only = Long.getLong("headgate.test.seed");
        long first = only == null ? System.nanoTime() : only;
        for (long seed = first; seed < first + (only == null ? rounds : 1); seed++) {
            try {
                test.accept(new Random(seed));
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "failed with seed " + seed + "; run it again with -Dheadgate.test.seed=" + seed, failed);
            }
        }
    }
}
