package dev.headgate.sink.hdfs;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.util.Progressable;

/**
 * Local files that cannot be flushed, synced, renamed or read while the file that {@code break.flush}, {@code break.sync},
 * {@code break.rename} or {@code break.read} names exists; nor, as in HDFS, when the file system is closed. Of those that are
 * read only Avro's are meant; where one could not be read, nothing is known of any other.
 */
public final class BreakableFileSystem extends RawLocalFileSystem {
    private boolean closed;
    private volatile boolean away;

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        return new FSDataOutputStream(
                new Breakable(super.create(path, overwrite, bufferSize, replication, blockSize, progress)), null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        breakIf("break.rename");
        return super.rename(from, to);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        if (path.getName().endsWith(".avro")) {
            away = new File(getConf().get("break.read", "/nowhere")).exists();
            breakIf("break.read");
        }
        return super.open(path, bufferSize);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        if (away) {
            breakIf("break.read");
        }
        return super.getFileStatus(path);
    }

    private void breakIf(String setting) throws IOException {
        if (closed) {
            throw new IOException("Filesystem closed");
        }
        if (new File(getConf().get(setting, "/nowhere")).exists()) {
            throw new IOException("broken by " + setting);
        }
    }

    private final class Breakable extends FilterOutputStream implements Syncable, StreamCapabilities {
        private final FSDataOutputStream target;

        Breakable(FSDataOutputStream target) {
            super(target);
            this.target = target;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
        }

        @Override
        public void hflush() throws IOException {
            breakIf("break.flush");
            target.hflush();
        }

        @Override
        public void hsync() throws IOException {
            breakIf("break.sync");
            target.hsync();
        }

        @Override
        public boolean hasCapability(String capability) {
            return target.hasCapability(capability);
        }
    }
}
