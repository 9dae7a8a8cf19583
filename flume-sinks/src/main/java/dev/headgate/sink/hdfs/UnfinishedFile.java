package dev.headgate.sink.hdfs;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hidden file on its way to its final place: one that was rolled, or broke, or was left by a killed agent.
 *
 * <p>Every step can be done again, so a failure between any two of them is mended by the next {@link #finish}. Used by
 * one thread.
 */
final class UnfinishedFile {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFile.class);

    /** Each request starts a new recovery and drops the one before (HDFS), so they must be rare. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(60);

    private final Path path;
    private final Clock clock;
    private @Nullable Closeable stream;
    private boolean whole;
    private @Nullable Instant asked;

    private UnfinishedFile(Path path, @Nullable Closeable stream, boolean whole, Clock clock) {
        this.path = path;
        this.stream = stream;
        this.whole = whole;
        this.clock = clock;
    }

    /** A file whose writing succeeded. */
    static UnfinishedFile rolled(OpenFile file, Clock clock) {
        return new UnfinishedFile(file.path(), file.whole(), true, clock);
    }

    /** A file whose writing failed: what it holds is published up to its last whole record. */
    static UnfinishedFile broken(OpenFile file, Clock clock) {
        return new UnfinishedFile(file.path(), file.broken(), false, clock);
    }

    /** A file that an earlier run left, in whatever state. */
    static UnfinishedFile leftover(Path path, Clock clock) {
        return new UnfinishedFile(path, null, false, clock);
    }

    /**
     * Goes on with it as far as possible without waiting.
     *
     * @return whether it is at its final place, or removed as it held nothing
     */
    boolean finish(HdfsStore store, FlushableFormat format, HdfsCounter counter) throws IOException {
        closeStream();
        try {
            if (!whole && !becomeWhole(store, format)) {
                return false;
            }
            long bytes = store.fileSystem().getFileStatus(path).getLen();
            if (bytes == 0) {
                store.discard(path);
            } else {
                store.publish(path);
                counter.published(1, bytes);
            }
        } catch (FileNotFoundException gone) {
            LOG.debug("'{}' is not there any more.", path, gone);
            store.confirmPublished(path);
        }
        return true;
    }

    private void closeStream() {
        Closeable closing = stream;
        stream = null;
        if (closing == null) {
            return;
        }
        try {
            closing.close();
        } catch (IOException failure) {
            LOG.debug("Closing '{}' failed; its lease is recovered instead.", path, failure);
            whole = false;
        }
    }

    private boolean becomeWhole(HdfsStore store, FlushableFormat format) throws IOException {
        FileSystem fileSystem = store.fileSystem();
        if (!isClosed(fileSystem)) {
            return false;
        }
        // What is cut was never committed, as a batch is flushed whole.
        long wholeLength = format.wholeLength(fileSystem, path);
        // Where it says false, HDFS is still shortening the last block.
        whole = wholeLength == fileSystem.getFileStatus(path).getLen() || fileSystem.truncate(path, wholeLength);
        return whole;
    }

    private boolean isClosed(FileSystem fileSystem) throws IOException {
        if (!(fileSystem instanceof LeaseRecoverable leases)) {
            return true;
        }
        Instant now = clock.instant();
        if (asked == null || !now.isBefore(asked.plus(ASK_AGAIN))) {
            asked = now;
            return leases.recoverLease(path);
        }
        return leases.isFileClosed(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
