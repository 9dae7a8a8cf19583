package dev.headgate.sink.hdfs;

import dev.headgate.sink.Login;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that write an epoch's files, as the sink's user: many files side by side, since each waits for the store, and
 * one file by one thread at a time.
 *
 * <p>Little waits for them: whoever hands over more is kept waiting. Safe for threads.
 */
final class FileThreads {
    /** The most requests that a sink has under way while it writes. */
    private static final int THREADS = 16;

    private static final int HANDED_OVER = 2 * THREADS;

    /** What is handed over at a time: some packets of HDFS. */
    static final int CHUNK = 256 * 1024;

    private static final int SPARE_CHUNKS = 8;
    private static final long IDLE_SECONDS = 10;

    private final Login login;
    private final ExecutorService executor;
    private final Semaphore room = new Semaphore(HANDED_OVER);
    private final ArrayBlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(SPARE_CHUNKS);

    FileThreads(String name, Login login) {
        this.login = login;
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        this.executor = threads;
    }

    /** Something that is done to a file. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Hands work over, to be done when what was done to the file before has succeeded.
     *
     * @return what the next work on this file comes after
     * @throws IOException where earlier work on it has failed
     */
    CompletableFuture<Void> after(CompletableFuture<Void> before, Work work) throws IOException {
        if (before.isCompletedExceptionally()) {
            SideBySide.result(before);
        }
        try {
            room.acquire();
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("given up while the store was at work");
        }
        return before.thenRunAsync(() -> perform(work), executor).whenComplete((done, failure) -> room.release());
    }

    /** An array for a chunk: one that was written where there is one, since a new one is cleared first. */
    byte[] chunk() {
        byte[] written = spare.poll();
        return written == null ? new byte[CHUNK] : written;
    }

    /** Takes an array back that was written. */
    void written(byte[] chunk) {
        if (chunk.length == CHUNK) {
            spare.offer(chunk);
        }
    }

    private void perform(Work work) {
        try {
            login.call(() -> {
                work.run();
                return null;
            });
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
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
