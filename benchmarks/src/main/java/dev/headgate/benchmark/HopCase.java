package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many events pass from the channel of one process to that of another in a second.
 *
 * @param batch events that a sink sends at once
 */
record HopCase(String name, int batch, Extent extent, ChildJvm children) implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LIMIT_BATCH = 1000;

    @Override
    public Unit unit() {
        return Unit.EVENTS_PER_SECOND;
    }

    @Override
    public double measure(Side side, Path folder) throws IOException {
        int queued = queued(side);
        String port = freePort();
        try (ChildJvm.Child receiver = receiver(side.name(), folder.resolve("to"), port);
                ChildJvm.Child sender = children.start(
                        HopSender.class,
                        List.of(
                                side.name(),
                                folder.resolve("from").toString(),
                                port,
                                Integer.toString(batch),
                                Integer.toString(queued)),
                        PATIENCE)) {
            sender.answer();
            JsonObject answer = receiver.answer();
            if (answer.get("total").getAsInt() >= queued) {
                throw new BenchmarkException("All " + queued
                        + " events had passed before the end: this machine is too fast for this benchmark.");
            }
            return rate(answer);
        }
    }

    /** Enough for the whole time, at a rate that no machine reached. */
    private int queued(Side side) {
        int perSecond =
                switch (side) {
                    case STOCK -> 100_000;
                    case HEADGATE -> 600_000;
                };
        return Math.toIntExact(
                perSecond * extent.warmUp().plus(extent.counted()).toSeconds());
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        String port = freePort();
        try (ChildJvm.Child receiver = receiver("LIMIT", folder, port);
                ChildJvm.Child sender = children.start(
                        HopSender.class, List.of("LIMIT", port, Integer.toString(LIMIT_BATCH)), PATIENCE)) {
            sender.answer();
            return OptionalDouble.of(rate(receiver.answer()));
        }
    }

    /** A receiver that listens. */
    private ChildJvm.Child receiver(String what, Path folder, String port) throws IOException {
        ChildJvm.Child receiver = children.start(
                HopReceiver.class,
                List.of(
                        what,
                        folder.toString(),
                        port,
                        Long.toString(extent.warmUp().toMillis()),
                        Long.toString(extent.counted().toMillis())),
                PATIENCE);
        receiver.answer();
        return receiver;
    }

    private static double rate(JsonObject answer) {
        return answer.get("events").getAsLong() / answer.get("seconds").getAsDouble();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
