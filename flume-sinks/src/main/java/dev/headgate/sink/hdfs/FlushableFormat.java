package dev.headgate.sink.hdfs;

import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A format whose files can be flushed in the making, and cut behind their last whole record when their writer was killed:
 * what a sink without a journal needs.
 */
interface FlushableFormat extends RecordFormat {
    @Override
    FlushableRecords open(FSDataOutputStream stream, Instant opened) throws IOException;

    /**
     * How long the part of a closed file is that holds whole records alone.
     *
     * @throws IOException where it cannot be read now
     */
    long wholeLength(FileSystem fileSystem, Path file) throws IOException;

    /** Whether reading failed as the file ends in the middle of something. */
    static boolean isTorn(IOException failure) {
        return failure instanceof EOFException || failure.getCause() instanceof EOFException;
    }

    /** One file in the making. Used by one thread. */
    interface FlushableRecords extends Records {
        /** Hands all that was added on to the stream. */
        void flush() throws IOException;
    }
}
