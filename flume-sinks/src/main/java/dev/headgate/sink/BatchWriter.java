package dev.headgate.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.flume.Event;

/**
 * Writes batches of events into a store.
 *
 * <p><b>Threads.</b> One at a time; {@link #close} comes last and may come from another thread.
 * <b>Failure.</b> Whatever is thrown, the batch is taken from the channel again and written again; the writer stays usable.
 */
public interface BatchWriter extends Closeable {
    /**
     * Makes ready for a batch: connects where there is no connection, publishes what is due. Called every turn, also
     * when the channel is empty.
     *
     * @throws IOException where the store cannot be written to yet; no batch is taken in this turn
     */
    void prepare() throws IOException;

    /**
     * Writes a batch and returns when the store holds it such that no crash of this process loses it.
     *
     * @return how many of the events the store confirmed
     */
    int write(List<Event> batch) throws IOException;
}
