package dev.headgate.kit.progress;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Reads a channel position by position, without Flume's transactions.
 *
 * <p>Used by one thread. What is read stays in the channel until it is acknowledged; what is not acknowledged when the
 * cursor is closed, or the process ends, is read again by the next cursor.
 */
public interface EventCursor extends Closeable {
    /**
     * The events behind those that it gave before; empty where none came within the patience.
     *
     * @param most how many events it may give; it gives fewer where that is all, or they are large
     */
    List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException;

    /**
     * Lets the channel forget all events up to this position. Durable when it returns.
     *
     * @throws IllegalArgumentException where that position was not read yet
     */
    void acknowledge(long position) throws IOException;

    /**
     * Whether what was read and not acknowledged takes so much of the channel that it would soon be full: whoever collects
     * events before acknowledging them should do so now.
     */
    boolean isCrowding();

    /** Gives back what was read and not acknowledged. */
    @Override
    void close();
}
