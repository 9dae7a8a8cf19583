package dev.headgate.testbed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ending processes, and waiting for their end. */
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

    /**
     * Has the process killed when this one ends, however it ends: for programs that do not look at their standard input. A
     * shell waits for the end of a pipe from here.
     */
    static void killWithThisOne(Process process) throws IOException {
        Process guard = new ProcessBuilder("sh", "-c", "cat > /dev/null; kill -9 " + process.pid())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Void> unused = process.onExit().thenRun(guard::destroyForcibly);
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
