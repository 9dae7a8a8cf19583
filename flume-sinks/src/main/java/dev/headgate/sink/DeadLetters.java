package dev.headgate.sink;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes events that a store refuses for their own sake, so that those behind them go on.
 *
 * <p>Used by one thread.
 */
public interface DeadLetters extends Closeable {
    /**
     * Keeps events; they are safe when it returns, and may be acknowledged. What is kept and then not acknowledged, as the
     * agent was killed in between, is kept again.
     *
     * @param journalId names the sequence of their positions; null where the channel is no journal
     * @throws IOException where they cannot be kept, or are to be held: they must not be acknowledged
     */
    void keep(@Nullable String journalId, List<Rejected> rejected) throws IOException;

    @Override
    void close() throws IOException;

    /** Those of a sink. Nothing is opened before the first event comes. */
    static DeadLetters open(String sink, DeadLetterSettings settings, Clock clock) {
        if (settings instanceof DeadLetterSettings.Keep keep) {
            return new DeadLetterFiles(sink, keep, clock);
        }
        return settings instanceof DeadLetterSettings.Discard
                ? new DiscardedLetters(sink, clock)
                : new HeldLetters(sink);
    }
}
