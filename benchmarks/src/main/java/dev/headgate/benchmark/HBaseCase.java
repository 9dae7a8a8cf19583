package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many events a sink brings into HBase per second.
 *
 * @param counted whether each event adds to a counter, too
 */
record HBaseCase(String name, boolean counted, Extent extent, ChildJvm children, MeasuredStores stores)
        implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int WARM_UPS = 3;

    @Override
    public Unit unit() {
        return Unit.EVENTS_PER_SECOND;
    }

    /** A server that has just started is slow: it compiles its code while it works. */
    private void warmUp() throws IOException {
        if (stores.isNew()) {
            for (int turn = 0; turn < WARM_UPS; turn++) {
                ask(List.of("mutate"));
            }
        }
    }

    @Override
    public double measure(Side side, Path folder) throws IOException {
        warmUp();
        return ask(List.of("drain", side.name(), folder.toString(), Boolean.toString(counted)));
    }

    @Override
    public OptionalDouble limit(Path folder) throws IOException {
        warmUp();
        return counted ? OptionalDouble.empty() : OptionalDouble.of(ask(List.of("mutate")));
    }

    private double ask(List<String> what) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                stores.addresses().zookeeper(),
                Long.toString(extent.warmUp().toMillis()),
                Long.toString(extent.counted().toMillis())));
        arguments.addAll(what);
        JsonObject answer = children.ask(HBaseChild.class, arguments, PATIENCE);
        return answer.get("events").getAsLong() / answer.get("seconds").getAsDouble();
    }
}
