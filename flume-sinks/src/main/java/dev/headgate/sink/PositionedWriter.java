package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes events into a store, batch after batch: {@link #write} once or several times, {@link #confirm}, {@link #publish}.
 *
 * <p><b>Threads.</b> One at a time; {@link #close} comes last and may come from another thread. <b>Failure.</b> Whatever is
 * thrown, the batch is given up: {@link #open} comes next, and then the same events again, not always cut alike.
 * <b>Interruption.</b> The thread is interrupted when the sink is to stop.
 */
public interface PositionedWriter extends Closeable {
    /**
     * Makes ready: connects where there is no connection, forgets and undoes what it can of a batch that was not published.
     * Called before the first batch and after each failure; between batches the writer stays open.
     *
     * @param journalId names the sequence that the positions belong to; null where the channel is no journal, and
     *     positions only tell the events of one run apart
     * @return the position up to which the store is known to have everything of this journal: those events are
     *     acknowledged and not written again
     * @throws IOException where the store cannot be written to yet; nothing is taken from the channel meanwhile
     */
    OptionalLong open(@Nullable String journalId) throws IOException, InterruptedException;

    /** Takes over events of a batch. It may go on with them in the background. */
    void write(List<PositionedEvent> events) throws IOException, InterruptedException;

    /**
     * Waits until the store has answered for every event of the batch.
     *
     * @throws TakeAgainException where the batch is to be given again, which is no failure
     */
    Outcome confirm() throws IOException, InterruptedException;

    /**
     * Makes the confirmed events visible, together with their range where the store can hold it. When this returns, no
     * crash of this process loses one. Called after what was rejected is safe, also where everything was; not called where
     * the channel is no journal: there {@link #confirm} alone decides.
     */
    default void publish(PositionRange range) throws IOException, InterruptedException {}
}
