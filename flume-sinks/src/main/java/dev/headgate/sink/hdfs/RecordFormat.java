package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.time.Instant;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;

/** How events become a file. Immutable: all files of a sink share one. */
interface RecordFormat {
    /** The end of a file's name, without a dot. */
    String extension();

    /** The same, for one writing thread: its open files may share memory. */
    default RecordFormat ofOneThread() {
        return this;
    }

    /**
     * Begins a file. The stream is closed with what is given back, and takes many small writes well.
     *
     * @throws IOException where the store refuses
     */
    Records open(FSDataOutputStream stream, Instant opened) throws IOException;

    /** One file in the making. Used by one thread. */
    interface Records {
        /**
         * Adds an event.
         *
         * @throws UnfitEventException where the format cannot take it; the file is as it was
         */
        void append(Event event) throws IOException, UnfitEventException;

        /** About how large the file is; exactly so when it is closed. */
        long bytes() throws IOException;

        /** Ends the file: when it returns the file is whole. */
        void close() throws IOException;
    }
}
