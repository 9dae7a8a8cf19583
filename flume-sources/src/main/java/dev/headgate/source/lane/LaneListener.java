package dev.headgate.source.lane;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flume.instrumentation.SourceCounter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections and serves each on a thread of its own. {@link #start} and {@link #stop} are called once, by one thread. */
final class LaneListener {
    private static final Logger LOG = LoggerFactory.getLogger(LaneListener.class);
    private static final int BACKLOG = 200;
    /** After it could not take a connection, as where too many files are open. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String source;
    private final LaneSettings settings;
    private final EventStore store;
    private final SourceCounter counter;
    private final Pause untilComplaint;
    private final Map<LaneSession, Thread> sessions = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ServerSocket server;
    private final Thread thread;

    /**
     * Listens; connections are served from {@link #start} on.
     *
     * @throws IOException where the address cannot be had
     */
    LaneListener(String source, LaneSettings settings, EventStore store, SourceCounter counter, Clock clock)
            throws IOException {
        this.source = source;
        this.settings = settings;
        this.store = store;
        this.counter = counter;
        this.untilComplaint = new Pause(clock);
        this.server = new ServerSocket(settings.port(), BACKLOG, InetAddress.getByName(settings.bind()));
        this.thread = new Thread(this::accept, "lane-source-" + source);
    }

    void start() {
        thread.start();
    }

    private void accept() {
        while (stopping.getCount() > 0) {
            try {
                serve(server.accept());
            } catch (IOException failed) {
                rest(failed);
            }
        }
    }

    private void rest(IOException failed) {
        try {
            if (!stopping.await(REST.toMillis(), TimeUnit.MILLISECONDS)) {
                complain("Cannot take connections", failed.getMessage());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Socket socket) throws IOException {
        if (sessions.size() >= settings.maxConnections()) {
            socket.close();
            complain(
                    "Cannot take one more connection",
                    "there are " + settings.maxConnections()
                            + " already. Raise max-connections, or see who opens so many");
            return;
        }
        LaneSession session = new LaneSession(socket, settings, store);
        Thread serving = new Thread(() -> serve(session), "lane-source-" + source + session.sender());
        serving.setDaemon(true);
        sessions.put(session, serving);
        if (stopping.getCount() == 0) {
            session.close();
        }
        counter.setOpenConnectionCount(sessions.size());
        serving.start();
    }

    private void serve(LaneSession session) {
        try (session) {
            session.serve();
        } catch (EOFException | SocketException gone) {
            LOG.debug("Sender {} of source '{}' is gone", session.sender(), source, gone);
        } catch (IOException refused) {
            complain("Cannot serve sender " + session.sender(), refused.getMessage());
        } catch (Error broken) {
            LOG.error("Serving {} of source '{}' has failed: {}", session.sender(), source, broken, broken);
            throw broken;
        } finally {
            sessions.remove(session);
            counter.setOpenConnectionCount(sessions.size());
        }
    }

    private void complain(String what, @Nullable String why) {
        if (stopping.getCount() > 0 && untilComplaint.isOver()) {
            LOG.warn("{} in source '{}': {}.", what, source, why);
        }
    }

    /** Takes no more connections, and ends those there are. */
    void stop() {
        stopping.countDown();
        try {
            server.close();
            leave();
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (LaneSession session : sessions.keySet()) {
                session.end(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
            thread.join(PATIENCE.toMillis());
        } catch (IOException failed) {
            LOG.warn("Closing port {} of source '{}' failed: {}.", settings.port(), source, failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Senders at work are told with their next batch; the others notice nothing until they send. */
    private void leave() throws InterruptedException {
        sessions.keySet().forEach(LaneSession::leave);
        long end = System.nanoTime() + FAREWELL.toNanos();
        for (Thread serving : sessions.values()) {
            TimeUnit.NANOSECONDS.timedJoin(serving, end - System.nanoTime());
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }
}
