package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way events are taken from a channel. Used by one thread. */
interface Intake extends Closeable {
    /** Names the sequence of positions; null where they mean nothing beyond this run. */
    @Nullable
    String journalId();

    /** The next events; empty where none came. */
    List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException;

    /** Lets the channel forget everything up to this position. */
    void acknowledge(long position) throws IOException;

    /** Whether {@link #next} waits as long as its patience: else the caller has to pause. */
    boolean waits();

    /** Gives back what was not acknowledged. */
    @Override
    void close();
}
