package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A file that other threads begin, write and close in the store, a chunk at a time. It is begun when its first chunk is full,
 * or memory is short, or it ends: so a small one is begun, written and closed at once.
 *
 * <p>Used by one thread. <b>Failure.</b> What failed in the store fails a later write, or {@link #awaitWhole}.
 */
final class WriteBehind extends OutputStream {
    private static final int CHUNK = FileThreads.CHUNK;
    private static final int LEAST = 8 * 1024;
    private static final byte[] NOTHING = {};

    private final Begin begin;
    private final FileThreads threads;
    private final FileBuffers buffers;
    private CompletableFuture<Void> handedOver = CompletableFuture.completedFuture(null);
    private byte[] waiting = NOTHING;
    private int filled;
    private int next = LEAST;
    private boolean closed;

    /** Of the threads that write: what one does, the next sees. */
    private @Nullable OutputStream file;

    WriteBehind(Begin begin, FileThreads threads, FileBuffers buffers) {
        this.begin = begin;
        this.threads = threads;
        this.buffers = buffers;
        buffers.opened(this);
    }

    /** Begins the file in the store. */
    @FunctionalInterface
    interface Begin {
        OutputStream file() throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
        if (filled == waiting.length) {
            makeRoom();
        }
        waiting[filled++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (filled == waiting.length) {
                makeRoom();
            }
            int some = Math.min(length - written, waiting.length - filled);
            System.arraycopy(bytes, from + written, waiting, filled, some);
            filled += some;
            written += some;
        }
    }

    private void makeRoom() throws IOException {
        if (filled == CHUNK) {
            handOver();
            next = CHUNK;
        }
        buffers.makeRoom();
        int larger = filled == 0 ? next : Math.min(CHUNK, 2 * filled);
        buffers.grew(larger - waiting.length);
        waiting = filled == 0 && larger == CHUNK ? threads.chunk() : Arrays.copyOf(waiting, larger);
    }

    /** What it takes in memory. */
    int inMemory() {
        return waiting.length;
    }

    /** Hands what waits to the threads that write. */
    void handOver() throws IOException {
        byte[] chunk = waiting;
        int count = filled;
        release();
        next = LEAST;
        handedOver = threads.after(handedOver, () -> {
            file().write(chunk, 0, count);
            threads.written(chunk);
        });
    }

    private void release() {
        buffers.grew(-waiting.length);
        waiting = NOTHING;
        filled = 0;
    }

    private OutputStream file() throws IOException {
        OutputStream begun = file;
        if (begun == null) {
            begun = begin.file();
            file = begun;
        }
        return begun;
    }

    /** Ends the file; it is whole when that is done. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        byte[] chunk = waiting;
        int count = filled;
        release();
        buffers.closed(this);
        handedOver = threads.after(handedOver, () -> {
            OutputStream last = file();
            last.write(chunk, 0, count);
            last.close();
            file = null;
        });
    }

    /** Waits until the file, which is closed, is whole in the store. */
    void awaitWhole() throws IOException {
        SideBySide.result(handedOver);
    }
}
