package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same to many things at once, where each waits for the store and not for this machine. */
final class SideBySide {
    private static final int THREADS = 16;
    private static final int WORTH_IT = 4;

    private SideBySide() {}

    /** What is done to each. */
    @FunctionalInterface
    interface Work<T, R> {
        R of(T thing) throws IOException;
    }

    /**
     * Does it to all; none goes on when it returns, except where the store does not answer to an interrupt.
     *
     * @return the results in the order of the things
     * @throws IOException the first failure
     */
    static <T, R> List<R> call(List<T> things, Work<T, R> work) throws IOException {
        List<R> results = new ArrayList<>();
        if (things.size() < WORTH_IT) {
            for (T thing : things) {
                results.add(work.of(thing));
            }
            return results;
        }
        String name = Thread.currentThread().getName();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, things.size()), task -> {
            Thread thread = new Thread(task, name + "-beside");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> begun = new ArrayList<>();
            for (T thing : things) {
                begun.add(threads.submit(() -> work.of(thing)));
            }
            for (Future<R> each : begun) {
                results.add(result(each));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Waits for work.
     *
     * @throws IOException where it failed
     */
    static <R> R result(Future<R> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("given up while the store was at work");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IOException(String.valueOf(cause), cause);
        }
    }
}
