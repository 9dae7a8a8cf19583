package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.FlushableFormat.FlushableRecords;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** A hidden file that grows. Used by one thread. */
final class OpenFile {
    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final FSDataOutputStream stream;
    private final FSDataOutputStream buffered;
    private final FlushableRecords records;
    private final Instant opened;
    private boolean holdsMore;

    /**
     * Begins with a stream that nothing was written to.
     *
     * @throws IOException where it cannot be written
     */
    OpenFile(Path path, FSDataOutputStream stream, FlushableFormat format, Instant opened) throws IOException {
        this.path = path;
        this.stream = stream;
        this.buffered = new FSDataOutputStream(new BufferedOutputStream(stream, BUFFER), null);
        this.records = format.open(buffered, opened);
        this.opened = opened;
    }

    void append(Event event) throws IOException, UnfitEventException {
        holdsMore = true;
        records.append(event);
    }

    /** Returns when the DataNodes of the file have what was added. */
    void flush(Flush how) throws IOException {
        if (holdsMore) {
            records.flush();
            buffered.flush();
            switch (how) {
                case HFLUSH -> stream.hflush();
                case HSYNC -> stream.hsync();
            }
            holdsMore = false;
        }
    }

    boolean isDue(HdfsSettings settings, Instant now) throws IOException {
        return records.bytes() >= settings.rollSize().bytes() || !now.isBefore(opened.plus(settings.rollAge()));
    }

    Path path() {
        return path;
    }

    /** What ends the file whole. */
    Closeable whole() {
        return records::close;
    }

    /** What lets go of the file as it is. */
    Closeable broken() {
        return stream;
    }
}
