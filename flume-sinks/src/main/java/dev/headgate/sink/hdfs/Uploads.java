package dev.headgate.sink.hdfs;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.PartHandle;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads objects in parts; none is seen before it is completed. Safe for threads. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final FileSystem fileSystem;
    private final MultipartUploader uploader;

    private Uploads(FileSystem fileSystem, MultipartUploader uploader) {
        this.fileSystem = fileSystem;
        this.uploader = uploader;
    }

    /**
     * The uploads of a store.
     *
     * @throws IOException where it has none
     */
    static Uploads of(FileSystem fileSystem, Path root) throws IOException {
        try {
            return new Uploads(
                    fileSystem, fileSystem.createMultipartUploader(root).build());
        } catch (UnsupportedOperationException none) {
            throw new IOException(
                    "the file system of '" + root
                            + "' has no multipart uploads, without which a reader could see a part"
                            + " of a file. Give a path in HDFS or of s3a",
                    none);
        }
    }

    UploadHandle start(Path target) throws IOException {
        return await(uploader.startUpload(target));
    }

    CompletableFuture<PartHandle> put(UploadHandle handle, int number, Path target, byte[] bytes, int length)
            throws IOException {
        return uploader.putPart(handle, number, false, target, new ByteArrayInputStream(bytes, 0, length), length);
    }

    /** Lets the object be seen. Where that was done already, it finds it so. */
    CompletableFuture<Void> complete(Upload upload, Path target) throws IOException {
        Map<Integer, PartHandle> parts = new HashMap<>();
        upload.parts().forEach(part -> parts.put(parts.size() + 1, part));
        return uploader.complete(upload.handle(), target, parts)
                .thenAccept(done -> LOG.debug("Published '{}'.", target));
    }

    /** Waits until an object is seen. */
    void confirm(CompletableFuture<Void> completing, Path target) throws IOException {
        try {
            await(completing);
        } catch (FileNotFoundException goneOrDone) {
            if (!fileSystem.exists(target)) {
                LOG.error(
                        "Object '{}' is gone, and its events with it: somebody removed it, or the store ended its upload.",
                        target,
                        goneOrDone);
            }
        }
    }

    /** Forgets an upload, which may be gone already. */
    void abort(UploadHandle handle, Path target) throws IOException {
        try {
            await(uploader.abort(handle, target));
        } catch (FileNotFoundException gone) {
            LOG.debug("The upload of '{}' is gone already.", target, gone);
        }
    }

    static <T> T await(CompletableFuture<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(stopping);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof IOException failure ? failure : new IOException(String.valueOf(cause), cause);
        }
    }
}
