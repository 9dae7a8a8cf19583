package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How many events pass from a channel into Kafka in a second.
 *
 * @param stockBatch events that stock Flume's sink takes at once; ours takes as many as a Kafka transaction holds
 */
record KafkaCase(String name, int stockBatch, Extent extent, ChildJvm children, MeasuredStores stores)
        implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WARM_UPS = 3;

    @Override
    public Unit unit() {
        return Unit.EVENTS_PER_SECOND;
    }

    @Override
    public double measure(Side side, Path folder) throws IOException {
        int perSecond =
                switch (side) {
                    case STOCK -> 80_000;
                    case HEADGATE -> 300_000;
                };
        long seconds = extent.warmUp().plus(extent.counted()).toSeconds();
        return ask(
                KafkaChild.class,
                List.of(
                        side.name(),
                        folder.toString(),
                        Integer.toString(stockBatch),
                        Long.toString(perSecond * seconds)));
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        // A broker that has just started is slow: it compiles its code while it works.
        int warmUps = stores.isNew() ? WARM_UPS : 0;
        for (int turn = 0; turn < warmUps; turn++) {
            ask(KafkaLimit.class, List.of());
        }
        return OptionalDouble.of(ask(KafkaLimit.class, List.of()));
    }

    /** Runs a child that writes to a topic of its own, which the broker makes. */
    private double ask(Class<?> main, List<String> more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                stores.addresses().brokers(),
                "topic-" + UUID.randomUUID(),
                Long.toString(extent.warmUp().toMillis()),
                Long.toString(extent.counted().toMillis())));
        arguments.addAll(more);
        JsonObject answer = children.ask(main, arguments, PATIENCE);
        return answer.get("events").getAsLong() / answer.get("seconds").getAsDouble();
    }
}
