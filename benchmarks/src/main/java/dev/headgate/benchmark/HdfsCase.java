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
        int events = events(side);
        try (Hdfs hdfs = hdfs(folder)) {
            long before = hdfs.operations();
            JsonObject answer = children.ask(
                    HdfsChild.class,
                    List.of(
                            side.name(),
                            hdfs.uri().toString(),
                            Integer.toString(events),
                            folder.resolve("channel").toString(),
                            files.name()),
                    PATIENCE);
            return switch (unit) {
                case REQUESTS -> (hdfs.operations() - before) * MILLION / events;
                case EVENTS_PER_SECOND, SECONDS ->
                    events / answer.get("seconds").getAsDouble();
            };
        }
    }

    /** Some seconds' worth, at rates that were seen. */
    private int events(Side side) {
        int perSecond =
                switch (side) {
                    case STOCK -> files == HdfsFiles.PARTITIONS ? 1_000 : 15_000;
                    case HEADGATE -> 300_000;
                };
        return Math.toIntExact(perSecond * extent.counted().multipliedBy(3).toSeconds());
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        if (unit == Unit.REQUESTS) {
            return OptionalDouble.empty();
        }
        int events = events(Side.HEADGATE);
        try (Hdfs hdfs = hdfs(folder)) {
            JsonObject answer = children.ask(
                    HdfsChild.class, List.of("LIMIT", hdfs.uri().toString(), Integer.toString(events)), PATIENCE);
            return OptionalDouble.of(events / answer.get("seconds").getAsDouble());
        }
    }

    private static Hdfs hdfs(Path folder) {
        return Hdfs.start(
                Path.of(System.getProperty("headgate.home", ".")), folder.resolve("hdfs"), 1, Duration.ofMinutes(1));
    }
}
