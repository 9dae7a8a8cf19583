package dev.headgate.sink.lane;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a lane, with a thread that sends: so its owner can fill the next batch meanwhile, give up a target that
 * hangs, and be interrupted. Used by one thread.
 */
final class LaneLink implements Closeable {
    private final LaneSettings.Link settings;
    private final Clock clock;
    private final ExecutorService sender;
    private @Nullable LaneConnection connection;
    private Instant openedAt = Instant.MIN;

    LaneLink(String lane, LaneSettings.Link settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.sender = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "lane-" + lane);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The target that it is connected to, or null. */
    @Nullable
    Target target() {
        LaneConnection open = connection;
        return open == null ? null : open.target();
    }

    boolean isOlderThan(Duration age) {
        return connection != null && clock.instant().isAfter(openedAt.plus(age));
    }

    /** Connects to a target; the connection that there is gives way when that has worked. */
    void connect(Target target) throws IOException, InterruptedException {
        LaneConnection fresh = new LaneConnection(target, settings);
        boolean open = false;
        try {
            await(
                    sender.submit(() -> {
                        fresh.open();
                        return fresh;
                    }),
                    settings.connectTimeout(),
                    fresh);
            open = true;
        } finally {
            if (!open) {
                fresh.close();
            }
        }
        disconnect();
        connection = fresh;
        openedAt = clock.instant();
    }

    /** Sends a batch in the background; it must not be changed before the answer is here or the link disconnected. */
    Future<Reply> send(BatchRequest batch) {
        LaneConnection used = open();
        return sender.submit(() -> used.append(batch));
    }

    /**
     * Waits for the answer to a batch.
     *
     * @throws IOException where none came: the target may have the batch or not
     */
    Reply await(Future<Reply> reply, Duration patience) throws IOException, InterruptedException {
        return await(reply, patience, open());
    }

    private LaneConnection open() {
        LaneConnection open = connection;
        if (open == null) {
            throw new IllegalStateException("The link is not connected.");
        }
        return open;
    }

    private static <T> T await(Future<T> work, Duration patience, LaneConnection used)
            throws IOException, InterruptedException {
        try {
            return work.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IOException(
                    "target " + used.target() + " did not answer within " + patience.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IOException(
                    "target " + used.target() + ": " + (cause == null ? failed : cause).getMessage(), cause);
        }
    }

    /** Lets the connection become as old once more. */
    void keep() {
        openedAt = clock.instant();
    }

    /** Closes the connection, and with it ends what is being sent. */
    void disconnect() {
        LaneConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /** Ends the link for good. */
    @Override
    public void close() {
        sender.shutdown();
        disconnect();
    }
}
