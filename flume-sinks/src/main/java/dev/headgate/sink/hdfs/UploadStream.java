package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;
import org.jspecify.annotations.Nullable;

/**
 * A file that is uploaded in parts while it is written. When it is closed all parts are in the store, and still nobody sees
 * it. In memory is what no part took yet, and one part on its way. Used by one thread.
 */
final class UploadStream extends OutputStream {
    private static final int LEAST = 16 * 1024;
    private static final int PART = 8 * 1024 * 1024;

    private final Uploads uploads;
    private final Path target;
    private final Begun begun;
    private final List<PartHandle> parts = new ArrayList<>();
    private byte[] waiting = new byte[LEAST];
    private int filled;
    private @Nullable UploadHandle handle;
    private @Nullable CompletableFuture<PartHandle> sending;
    private boolean closed;

    UploadStream(Uploads uploads, Path target, Begun begun) {
        this.uploads = uploads;
        this.target = target;
        this.begun = begun;
    }

    /** Is told of an upload before its first part is sent. */
    @FunctionalInterface
    interface Begun {
        void upload(UploadHandle handle) throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (filled == PART) {
                send();
            }
            int some = Math.min(length - written, PART - filled);
            if (filled + some > waiting.length) {
                waiting = Arrays.copyOf(waiting, Math.min(PART, Math.max(filled + some, 2 * waiting.length)));
            }
            System.arraycopy(bytes, from + written, waiting, filled, some);
            filled += some;
            written += some;
        }
    }

    private void send() throws IOException {
        UploadHandle open = handle;
        if (open == null) {
            open = uploads.start(target);
            handle = open;
            begun.upload(open);
        }
        awaitSent();
        sending = uploads.put(open, parts.size() + 1, target, waiting, filled);
        waiting = new byte[LEAST];
        filled = 0;
    }

    private void awaitSent() throws IOException {
        CompletableFuture<PartHandle> last = sending;
        sending = null;
        if (last != null) {
            parts.add(Uploads.await(last));
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (filled > 0) {
            send();
        }
        awaitSent();
    }

    /** What is needed to let it be seen; it is closed and holds something. */
    Upload upload() throws IOException {
        UploadHandle whole = handle;
        if (!closed || whole == null) {
            throw new IOException("'" + target + "' is not uploaded");
        }
        return new Upload(whole, parts);
    }

    /** Forgets what was uploaded. */
    void abort() throws IOException {
        if (handle != null) {
            uploads.abort(handle, target);
        }
    }
}
