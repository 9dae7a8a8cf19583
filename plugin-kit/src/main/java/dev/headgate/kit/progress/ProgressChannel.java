package dev.headgate.kit.progress;

import java.io.IOException;
import java.util.OptionalLong;
import org.apache.flume.Channel;

/**
 * A channel that keeps the progress of feeders beside the events, and that can be read through a cursor.
 *
 * <p>Safe for threads. Usable while the channel is started.
 */
public interface ProgressChannel extends Channel {
    /** The highest position of the feeder that is stored; nothing where it is not known. */
    OptionalLong progressOf(String feeder) throws IOException;

    /** Names the sequence of positions that this channel gives out: it changes where positions start anew. */
    String journalId() throws IOException;

    /**
     * Opens the one cursor of the channel. While it is open, nothing can be taken by transactions.
     *
     * @param reader who reads; named to anybody else who tries
     * @throws IllegalStateException where another reader reads; the message names it
     */
    EventCursor openCursor(String reader) throws IOException;
}
