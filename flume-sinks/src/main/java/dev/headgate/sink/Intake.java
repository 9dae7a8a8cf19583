package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.kit.progress.ProgressChannel;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flume.Channel;
import org.jspecify.annotations.Nullable;

/** The way events are taken from a channel: a journal by its cursor, any other by Flume's transactions. Used by one thread. */
public interface Intake extends Closeable {
    /**
     * Begins to take.
     *
     * @param sink who takes; named to any other who tries
     */
    static Intake open(Channel channel, String sink) throws IOException {
        return channel instanceof ProgressChannel journal
                ? CursorIntake.open(journal, sink)
                : new TransactionIntake(channel);
    }

    /** Names the sequence of positions; null where they mean nothing beyond this run. */
    @Nullable
    String journalId();

    /** The next events, fewer than that where that is all or they are large; empty where none came. */
    List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException;

    /** Lets the channel forget everything up to this position. */
    void acknowledge(long position) throws IOException;

    /** Whether {@link #next} waits as long as its patience: else the caller has to pause. */
    boolean waits();

    /** Gives back what was not acknowledged. */
    @Override
    void close();
}
