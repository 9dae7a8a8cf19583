package dev.headgate.sink.hdfs;

import dev.headgate.sink.Login;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread that talks to the store, as the sink's user, so that no other gets stuck in it.
 *
 * <p>Its owner waits for it only as long as its {@link Patience} lasts. What is handed to it is done in order; after a
 * failure its owner gives it up. Used by one thread.
 */
final class StoreThread {
    private static final int QUEUED = 4;

    private final Patience patience;
    private final Login login;
    private final ExecutorService executor;
    private final ArrayDeque<Future<?>> handedOver = new ArrayDeque<>();

    /** Of the thread itself. */
    private boolean failed;

    StoreThread(String name, Patience patience, Login login) {
        this.patience = patience;
        this.login = login;
        this.executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Hands work over and waits while much is waiting.
     *
     * @throws IOException where this or earlier work failed
     */
    void submit(Callable<?> work) throws IOException {
        handedOver.add(executor.submit(() -> perform(work)));
        while (handedOver.size() > QUEUED
                || (!handedOver.isEmpty() && handedOver.element().isDone())) {
            await(handedOver.remove());
        }
    }

    /**
     * Does work behind all that was handed over, and waits for it.
     *
     * @throws IOException where this or earlier work failed, or takes longer than the patience
     */
    <T> T call(Callable<T> work) throws IOException {
        Future<T> last = executor.submit(() -> perform(work));
        while (!handedOver.isEmpty()) {
            await(handedOver.remove());
        }
        return await(last);
    }

    /** On the thread itself: behind a failure nothing is done any more. */
    private <T> T perform(Callable<T> work) throws Exception {
        if (failed) {
            throw new IOException("not done, as what came before it had failed");
        }
        failed = true;
        T result = login.call(work);
        failed = false;
        return result;
    }

    private <T> T await(Future<T> work) throws IOException {
        while (true) {
            try {
                return work.get(patience.nanosLeft(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException stopping) {
                patience.interrupted();
            } catch (TimeoutException stuck) {
                work.cancel(true);
                throw new IOException("the store did not answer in time", stuck);
            } catch (ExecutionException failed) {
                throw reason(failed);
            }
        }
    }

    private static IOException reason(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        boolean interruption = cause instanceof InterruptedIOException;
        return cause instanceof IOException failure && !interruption
                ? failure
                : new IOException(String.valueOf(cause), cause);
    }

    /** Begins no more work, and interrupts what is being done. */
    void abandon() {
        executor.shutdownNow();
    }

    /** Begins no more work than is handed over. */
    void end() {
        executor.shutdown();
    }
}
