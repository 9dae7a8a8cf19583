package dev.headgate.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process with the one that started it, however that one ends: its standard input is a pipe from there, which ends
 * with it. Whoever starts the process must leave its standard input a pipe. Called once, by any thread.
 */
public final class ParentPipe {
    private static final Logger LOG = LoggerFactory.getLogger(ParentPipe.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private ParentPipe() {}

    /** From now on the process is gone at once when its standard input ends. */
    public static void watch() {
        watch(() -> {});
    }

    /**
     * From now on the process ends when its standard input does.
     *
     * @param last is done before, if it does not take too long
     */
    public static void watch(Runnable last) {
        start("parent-pipe", () -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException broken) {
                LOG.warn("Standard input failed; taken as its end", broken);
            }
            start("longest-stop", ParentPipe::endLater);
            try {
                last.run();
            } finally {
                end();
            }
        });
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void endLater() {
        try {
            TimeUnit.NANOSECONDS.sleep(LONGEST_STOP.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** At once: servers leave threads and shutdown hooks behind that would keep the process. */
    private static void end() {
        Runtime.getRuntime().halt(0);
    }
}
