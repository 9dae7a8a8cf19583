package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.apache.flume.Channel;
import org.apache.flume.Sink;

/**
 * The process in which an HBase sink is measured: {@code drain} a channel with a side's sink, or {@code mutate} a table with
 * the client's own BufferedMutator. It answers with one line of JSON and waits to be killed.
 */
final class HBaseChild {
    /** More than is drained in the time that is counted. */
    private static final int FILLED_EVENTS = 600_000;

    private HBaseChild() {}

    /** Runs what the arguments say: ZooKeeper, milliseconds of warm-up, milliseconds counted, and what to do. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        long warmUp = Long.parseLong(arguments[1]);
        long counted = Long.parseLong(arguments[2]);
        List<String> what = List.of(arguments).subList(3, arguments.length);
        try (MeasuredTable table = MeasuredTable.create(arguments[0])) {
            System.out.println(
                    switch (what.get(0)) {
                        case "drain" ->
                            drain(
                                    Side.valueOf(what.get(1)),
                                    Path.of(what.get(2)),
                                    new HBaseSinks(table, Boolean.parseBoolean(what.get(3))),
                                    new Stopwatch(warmUp, counted));
                        case "mutate" -> mutate(table, new Stopwatch(warmUp, counted));
                        default -> throw new IllegalArgumentException("Unknown '" + what.get(0) + "'.");
                    });
        }
    }

    private static JsonObject drain(Side side, Path folder, HBaseSinks sinks, Stopwatch stopwatch) throws Exception {
        Channel channel = MeasuredChannel.of(side, folder, FILLED_EVENTS);
        channel.start();
        new NumberedEvents(channel).fill(FILLED_EVENTS);
        Sink sink = sinks.of(side, channel);
        sink.start();
        while (!stopwatch.isOver(sinks.drained())) {
            sink.process();
        }
        sinks.requireMore(FILLED_EVENTS);
        return stopwatch.answer();
    }

    private static JsonObject mutate(MeasuredTable table, Stopwatch stopwatch) throws Exception {
        try (var mutator = table.mutator()) {
            byte[] body = NumberedEvents.body();
            long sequence = 0;
            while (!stopwatch.isOver(sequence)) {
                mutator.mutate(MeasuredTable.row(sequence++, body));
            }
        }
        return stopwatch.answer();
    }
}
