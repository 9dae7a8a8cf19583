package dev.headgate.sink.hdfs;

import java.io.ByteArrayOutputStream;
import org.apache.flume.Event;

/** How events become the bytes of a file. Immutable, so that all files of a sink share one. */
interface EventFormat {
    /** The end of the file's name, without a dot. */
    String extension();

    /** Appends an event. */
    void append(Event event, ByteArrayOutputStream to);

    /** The bytes that end each event: after a crash a file is cut behind the last of them. */
    byte[] recordEnd();
}
