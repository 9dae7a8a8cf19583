package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write under a writer's name: a file that its holder keeps open, and that names it.
 *
 * <p>In HDFS the NameNode itself watches over it: while the holder lives its client renews the lease on the open file, and
 * nobody else gets it; a minute after the holder's last sign anybody may. Where there are no leases, another holder must be
 * known to be gone. Who was taken for gone and is not can still do no harm: its run is fenced (see {@link Runs}). Used by one
 * thread.
 */
final class WriterLock implements Claim {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLock.class);
    private static final int LONGEST = 4096;

    private final FileSystem fileSystem;
    private final Path file;
    private final Holder holder;
    private final FSDataOutputStream open;

    private WriterLock(FileSystem fileSystem, Path file, Holder holder, FSDataOutputStream open) {
        this.fileSystem = fileSystem;
        this.file = file;
        this.holder = holder;
        this.open = open;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException where another holder has it, and says which one
     */
    static WriterLock take(FileSystem fileSystem, Path file, Holder holder) throws IOException {
        if (fileSystem.exists(file)) {
            Optional<Holder> other = read(fileSystem, file);
            if (!other.map(holder::provesGone).orElse(false) && !isGivenUp(fileSystem, file)) {
                throw Claim.taken(file, other);
            }
            other.ifPresent(gone -> LOG.info("Taking '{}' from {}, which is gone.", file, gone));
            fileSystem.delete(file, false);
        }
        FSDataOutputStream open = create(fileSystem, file);
        try {
            open.write(holder.encode());
            if (open.hasCapability(StreamCapabilities.HSYNC)) {
                open.hflush();
            }
        } catch (IOException | RuntimeException failed) {
            open.close();
            throw failed;
        }
        return new WriterLock(fileSystem, file, holder, open);
    }

    /** In an erasure-coded folder too it is a plain file: others cannot be flushed, nor asked whether they are held. */
    private static FSDataOutputStream create(FileSystem fileSystem, Path file) throws IOException {
        return fileSystem instanceof DistributedFileSystem hdfs
                ? hdfs.createFile(file).recursive().overwrite(false).replicate().build()
                : fileSystem.create(file, false);
    }

    /** Whether nobody holds the file open: it was closed, or its holder's lease has run out. */
    private static boolean isGivenUp(FileSystem fileSystem, Path file) throws IOException {
        if (!(fileSystem instanceof LeaseRecoverable leases)) {
            return false;
        }
        if (leases.isFileClosed(file)) {
            return true;
        }
        try {
            // Asks the NameNode whether the lease has run out; it answers by an exception where it has not.
            fileSystem.append(file).close();
            return true;
        } catch (IOException held) {
            LOG.debug("'{}' is held.", file, held);
            return false;
        }
    }

    private static Optional<Holder> read(FileSystem fileSystem, Path file) {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        try (FSDataInputStream in = fileSystem.open(file)) {
            for (int read = 0; read >= 0 && length < LONGEST; read = in.read(bytes, length, LONGEST - length)) {
                length += read;
            }
        } catch (IOException unreadable) {
            LOG.debug("'{}' cannot be read.", file, unreadable);
        }
        return Holder.decode(Arrays.copyOf(bytes, length));
    }

    @Override
    public void confirm() throws IOException {
        Claim.requireOwn(file, holder, read(fileSystem, file));
    }

    @Override
    public void release() throws IOException {
        open.close();
        try {
            if (read(fileSystem, file).filter(holder::equals).isPresent()) {
                fileSystem.delete(file, false);
            }
        } catch (FileNotFoundException gone) {
            LOG.debug("'{}' is gone.", file, gone);
        }
    }
}
