package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.testbed.Hdfs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a full channel and a sink make of an HDFS: events per second, or requests to its NameNode per million events.
 *
 * @param files what is written
 */
record HdfsCase(String name, HdfsFiles files, Unit unit, Extent extent, ChildJvm children) implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final double MILLION = 1e6;

    @Override
    public double measure(Side side, Path folder) throws IOException {
        return measure(side, files, folder);
    }

    private double measure(Side side, HdfsFiles written, Path folder) throws IOException {
        boolean slow = side == Side.STOCK && written == HdfsFiles.PARTITIONS;
        int warmUp = unit == Unit.REQUESTS || slow ? 0 : events(side, extent.warmUp());
        int events = events(side, extent.counted());
        try (Hdfs hdfs = hdfs(folder)) {
            long before = hdfs.operations();
            JsonObject answer = children.ask(
                    HdfsChild.class,
                    List.of(
                            side.name(),
                            hdfs.uri().toString(),
                            Integer.toString(warmUp),
                            Integer.toString(events),
                            folder.resolve("channel").toString(),
                            written.name()),
                    PATIENCE);
            return switch (unit) {
                case REQUESTS -> (hdfs.operations() - before) * MILLION / events;
                case EVENTS_PER_SECOND, SECONDS ->
                    events / answer.get("seconds").getAsDouble();
            };
        }
    }

    /**
     * About a second's worth for each second of this time, at rates that were seen: more of what is fast.
     * Those to warm up with are written before, as by an agent that has run for a while.
     */
    private int events(Side side, Duration time) {
        long seconds = time.toSeconds();
        return Math.toIntExact(
                switch (side) {
                    case STOCK -> files == HdfsFiles.PARTITIONS ? 1_000 : 20_000 * seconds;
                    case HEADGATE -> 500_000 * seconds;
                });
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        if (unit == Unit.REQUESTS) {
            return OptionalDouble.empty();
        }
        if (files == HdfsFiles.PARTITIONS) {
            return OptionalDouble.of(measure(Side.HEADGATE, HdfsFiles.TEXT, folder));
        }
        int events = events(Side.HEADGATE, extent.counted());
        try (Hdfs hdfs = hdfs(folder)) {
            JsonObject answer = children.ask(
                    HdfsChild.class,
                    List.of(
                            "LIMIT",
                            hdfs.uri().toString(),
                            Integer.toString(events(Side.HEADGATE, extent.warmUp())),
                            Integer.toString(events)),
                    PATIENCE);
            return OptionalDouble.of(events / answer.get("seconds").getAsDouble());
        }
    }

    private static Hdfs hdfs(Path folder) {
        return Hdfs.start(
                Path.of(System.getProperty("headgate.home", ".")), folder.resolve("hdfs"), 1, Duration.ofMinutes(1));
    }
}
