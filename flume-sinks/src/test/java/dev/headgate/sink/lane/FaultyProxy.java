package dev.headgate.sink.lane;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Stands between a lane and its target and spoils connections as it is told. Connections are counted from 1. */
final class FaultyProxy implements Closeable {
    /** What becomes of a connection. */
    enum Fault {
        /** Everything passes. */
        NONE,
        /** It is cut when a part of a batch has passed. */
        CUT_IN_BATCH,
        /** It is cut when the target has answered to a batch, before the answer passes. */
        CUT_BEFORE_ANSWER,
        /** It is cut when the answer to a batch has passed. */
        CUT_AFTER_ANSWER,
        /** No answer to a batch ever passes, and nothing is cut. */
        HANG
    }

    private static final int PART_OF_A_BATCH = 20_000;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger connections = new AtomicInteger();
    private final int target;
    private final IntFunction<Fault> faults;

    FaultyProxy(int target, IntFunction<Fault> faults) throws IOException {
        this.target = target;
        this.faults = faults;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (ConnectException notThereYet) {
            client.close();
            return;
        }
        Fault fault = faults.apply(connections.incrementAndGet());
        CountDownLatch end = new CountDownLatch(1);
        threads.execute(() -> requests(client, server, fault, end));
        threads.execute(() -> answers(server, client, fault, end));
    }

    private static void requests(Socket client, Socket server, Fault fault, CountDownLatch end) {
        pass(client, server, (passed, answers) -> fault != Fault.CUT_IN_BATCH || passed < PART_OF_A_BATCH, 0);
        end.countDown();
    }

    /** The first answer is that to the handshake. */
    private static void answers(Socket server, Socket client, Fault fault, CountDownLatch end) {
        pass(
                server,
                client,
                (passed, answers) -> {
                    boolean toABatch = answers > 1;
                    if (toABatch && fault == Fault.HANG) {
                        await(end);
                    }
                    return !toABatch || fault != Fault.CUT_BEFORE_ANSWER;
                },
                fault == Fault.CUT_AFTER_ANSWER ? 2 : 0);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Passage {
        boolean mayPass(long bytes, int reads);
    }

    /** Passes on until either side closes, or the passage does not let it; with a last read not zero, to that and no further. */
    private static void pass(Socket from, Socket to, Passage passage, int last) {
        byte[] buffer = new byte[8192];
        long passed = 0;
        int reads = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                passed += count;
                reads++;
                if (!passage.mayPass(passed, reads)) {
                    return;
                }
                out.write(buffer, 0, count);
                if (reads == last) {
                    return;
                }
            }
        } catch (IOException cut) {
            // Either side may go at any time.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
