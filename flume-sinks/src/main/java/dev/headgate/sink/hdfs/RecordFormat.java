package dev.headgate.sink.hdfs;

import java.io.IOException;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;

/** How events become a file. Immutable: all files of a sink share one. */
interface RecordFormat {
    /** The end of a file's name, without a dot. */
    String extension();

    /**
     * Begins a file. The stream is closed with what is given back.
     *
     * @throws IOException where the store refuses
     */
    Records open(FSDataOutputStream stream) throws IOException;

    /** One file in the making. Used by one thread. */
    interface Records {
        /** Adds an event. */
        void append(Event event) throws IOException;

        /** About how large the file is. */
        long bytes() throws IOException;

        /** Ends the file: when it returns the file is whole. */
        void close() throws IOException;
    }
}
