package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How many events a channel passes per second under a load. */
record ThroughputCase(String name, Load load, Extent extent, ChildJvm children) implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAGE_BYTES = 4096;
    /** A thousand events with what a log adds to them. */
    private static final int THOUSAND_BYTES = 600_000;

    @Override
    public Unit unit() {
        return Unit.EVENTS_PER_SECOND;
    }

    @Override
    public double measure(Side side, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "load",
                side.name(),
                folder.toString(),
                Long.toString(extent.warmUp().toMillis()),
                Long.toString(extent.counted().toMillis())));
        arguments.addAll(load.arguments());
        JsonObject answer = children.ask(ChannelChild.class, arguments, PATIENCE);
        return answer.get("events").getAsLong() / answer.get("seconds").getAsDouble();
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        double bytes = new DiskLimit(appendBytes(), extent.counted()).measure(folder);
        return OptionalDouble.of(bytes / EVENT_BYTES);
    }

    /** The bytes of a batch in whole pages. */
    int appendBytes() {
        int bytes = load.batch() * EVENT_BYTES;
        return load.batch() == 1000 ? THOUSAND_BYTES : (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }
}
