package dev.headgate.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flume.ChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a source's work on a thread of its own, and waits where there is nothing to do or the channel is full.
 *
 * <p>A failed turn is tried again after a wait that doubles from 100 ms up to 1 s. A row of failures is logged once, and its
 * end; where the channel refused, only after 2 s. {@link #stop} lets a turn end: Flume's own runner interrupts the thread, which tears the files of
 * a file channel in the middle of a commit. Only a turn that does not end within 30 s is interrupted.
 *
 * <p>{@link #start} and {@link #stop} are called by one thread, each once.
 */
public final class SourceThread {
    private static final Logger LOG = LoggerFactory.getLogger(SourceThread.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** A channel that is full for a moment is no news. */
    private static final int REFUSALS_UNTOLD = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String source;
    private final SourceWork work;
    private final Duration idleWait;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private int failures;
    private boolean told;

    /**
     * Makes the thread; it runs from {@link #start} on.
     *
     * @param source the source's name
     * @param work what is done; closed when the thread ends
     * @param idleWait how long to wait after a turn that had nothing to do
     */
    public SourceThread(String source, SourceWork work, Duration idleWait) {
        this.source = source;
        this.work = work;
        this.idleWait = idleWait;
        this.thread = new Thread(this::run, "headgate-source-" + source);
    }

    public void start() {
        thread.start();
    }

    /** Ends the work after its present turn, and returns when it is closed. */
    public void stop() {
        stopping.countDown();
        work.hurry();
        try {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                LOG.warn(
                        "Cannot stop source '{}': its turn has not ended for {} s. It is interrupted.",
                        source,
                        PATIENCE.toSeconds());
                thread.interrupt();
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (work) {
            Duration wait = Duration.ZERO;
            while (!isStopping(wait)) {
                wait = step();
            }
        } catch (Error broken) {
            LOG.error(
                    "Source '{}' has ended: {}. Mend the cause and restart the agent.",
                    source,
                    broken.toString(),
                    broken);
            throw broken;
        }
    }

    private Duration step() {
        try {
            SourceWork.Turn turn = work.turn();
            if (told) {
                LOG.info("Source '{}' goes on after {} failed attempts.", source, failures);
            }
            failures = 0;
            told = false;
            return turn == SourceWork.Turn.IDLE ? idleWait : Duration.ZERO;
        } catch (RuntimeException failed) {
            failures++;
            tell(failed);
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }

    private void tell(RuntimeException failed) {
        if (told) {
            return;
        }
        if (!(failed instanceof ChannelException)) {
            told = true;
            LOG.warn("Source '{}' failed: {}. It waits and tries again.", source, failed.getMessage(), failed);
        } else if (failures >= REFUSALS_UNTOLD) {
            told = true;
            Throwable reason = failed.getCause() == null ? failed : failed.getCause();
            LOG.warn(
                    "Cannot put a batch of source '{}' into its channel: {}. The source waits and tries again.",
                    source,
                    reason.getMessage());
        }
    }

    private boolean isStopping(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
