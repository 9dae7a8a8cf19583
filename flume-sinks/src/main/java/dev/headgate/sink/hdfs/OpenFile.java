package dev.headgate.sink.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** A hidden file that grows. Used by one thread. */
final class OpenFile {
    private final Path path;
    private final FSDataOutputStream stream;
    private final Instant opened;
    private long bytes;

    OpenFile(Path path, FSDataOutputStream stream, Instant opened) {
        this.path = path;
        this.stream = stream;
        this.opened = opened;
    }

    void write(ByteArrayOutputStream records) throws IOException {
        records.writeTo(stream);
        bytes += records.size();
    }

    /** Returns when every DataNode of the file has what was written. */
    void flush() throws IOException {
        stream.hflush();
    }

    boolean isDue(HdfsSettings settings, Instant now) {
        return bytes >= settings.rollSize().bytes() || !now.isBefore(opened.plus(settings.rollAge()));
    }

    Path path() {
        return path;
    }

    FSDataOutputStream stream() {
        return stream;
    }
}
