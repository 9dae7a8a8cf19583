package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How long a channel takes to start with a backlog, after the process that queued it was killed with kill -9. */
record RestartCase(int events, ChildJvm children) implements BenchmarkCase {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "restart-" + (events % 1_000_000 == 0 ? events / 1_000_000 + "m" : events / 1000 + "k");
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public double measure(Side side, Path folder) throws IOException {
        List<String> where = List.of(side.name(), folder.toString(), Integer.toString(events));
        children.ask(ChannelChild.class, prepend("fill", where), PATIENCE);
        JsonObject answer = children.ask(ChannelChild.class, prepend("start", where), PATIENCE);
        return answer.get("seconds").getAsDouble();
    }

    private static List<String> prepend(String what, List<String> arguments) {
        return Stream.concat(Stream.of(what), arguments.stream()).toList();
    }

    @Override
    public OptionalDouble limit(Path folder) {
        return OptionalDouble.empty();
    }
}
