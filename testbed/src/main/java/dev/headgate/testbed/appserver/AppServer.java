package dev.headgate.testbed.appserver;

import dev.headgate.testbed.TestbedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the lines of a workload in batches, at its pace, on a thread of its own.
 *
 * <p>Safe for use by several threads. A line counts as sent when it is acknowledged or written.
 */
public abstract sealed class AppServer implements AutoCloseable permits RpcAppServer, TailedAppServer {
    private static final Logger LOG = LoggerFactory.getLogger(AppServer.class);

    static final int LARGEST_BATCH = 100;
    private static final int BATCHES_PER_SECOND = 10;
    private static final long LONGEST_CLOSE_MILLIS = 10_000;

    private final String name;
    private final Workload workload;
    private final Thread thread;
    private final AtomicLong sent = new AtomicLong();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile boolean finishing;
    private volatile boolean closing;

    AppServer(String name, Workload workload) {
        this.name = name;
        this.workload = workload;
        this.thread = new Thread(this::run, "app-server-" + name);
        this.thread.setDaemon(true);
    }

    /** Begins to send. Called once. */
    public final void start() {
        thread.start();
    }

    public final String name() {
        return name;
    }

    /** How many lines were acknowledged or written so far. */
    public final long sent() {
        return sent.get();
    }

    /**
     * Completes when all lines are sent, after {@link #finish} or {@link #close}; or with a {@link TestbedException}
     * when the app server cannot go on.
     */
    public final CompletableFuture<Void> done() {
        return done.copy();
    }

    /** Takes no further line, but sends what it has taken until that is acknowledged. Returns at once. */
    public final void finish() {
        finishing = true;
    }

    /**
     * Interrupts the sending and waits for its end. What was under way and not acknowledged may still arrive; it counts
     * as not sent.
     */
    @Override
    public final void close() {
        finish();
        closing = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        done.complete(null);
    }

    /** For who calls code that swallows interrupts, as Flume's client does. */
    final void checkNotClosing() throws InterruptedException {
        if (closing) {
            throw new InterruptedException("app server '" + name + "' is closed");
        }
    }

    private void run() {
        try {
            sendAndRelease();
            done.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.complete(null);
        } catch (IOException | RuntimeException e) {
            endAfter(e);
        } catch (Error e) {
            done.completeExceptionally(e);
            throw e;
        }
    }

    private void endAfter(Exception e) {
        if (closing) {
            LOG.debug("App server '{}' ended under way", name, e);
            done.complete(null);
            return;
        }
        done.completeExceptionally(new TestbedException(
                "app server '" + name + "' cannot go on after " + sent() + " lines: " + e
                        + ". Check that the disk is not full, and start again.",
                e));
    }

    private void sendAndRelease() throws InterruptedException, IOException {
        try {
            sendAll();
        } finally {
            release();
        }
    }

    private void sendAll() throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!finishing && workload.lines().hasNext()) {
            awaitTurn(start);
            List<String> batch = nextBatch(workload.lines());
            deliver(batch, sent());
            sent.addAndGet(batch.size());
            batch.forEach(workload.sent());
        }
    }

    /** The pace: so many lines as are sent now should have taken so long. */
    private void awaitTurn(long start) throws InterruptedException {
        long due = Math.round((double) sent() / workload.eventsPerSecond() * TimeUnit.SECONDS.toNanos(1));
        TimeUnit.NANOSECONDS.sleep(start + due - System.nanoTime());
    }

    private List<String> nextBatch(Iterator<String> lines) {
        int size = Math.min(LARGEST_BATCH, Math.max(1, workload.eventsPerSecond() / BATCHES_PER_SECOND));
        List<String> batch = new ArrayList<>(size);
        while (batch.size() < size && lines.hasNext()) {
            batch.add(lines.next());
        }
        return batch;
    }

    /**
     * Returns when the whole batch is acknowledged or written.
     *
     * @param first the position of the batch's first line, counted from 0
     */
    abstract void deliver(List<String> batch, long first) throws InterruptedException, IOException;

    /** Gives connections and files back; called once, on the thread that delivered. */
    abstract void release() throws IOException;
}
