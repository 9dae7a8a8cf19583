package dev.headgate.testbed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waiting for the end of processes. */
final class Processes {
    private static final Duration KILLED = Duration.ofSeconds(10);

    private Processes() {}

    /**
     * Waits until the process is gone, and kills it when that takes longer than the patience or the caller is
     * interrupted; the interrupt stays set. Returns whether the process ended without being killed.
     */
    static boolean endWithin(Process process, Duration patience) {
        boolean interrupted = false;
        try {
            interrupted = !awaitEnd(process, patience);
            if (!process.isAlive()) {
                return true;
            }
            process.destroyForcibly();
            interrupted |= !awaitEnd(process, KILLED);
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean awaitEnd(Process process, Duration patience) {
        try {
            process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
