package dev.headgate.sink.hbase;

import dev.headgate.sink.SinkRun;
import dev.headgate.sink.hbase.KilledSink.Step;
import dev.headgate.testbed.ParentPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flume.Event;

/**
 * The main class of a process with a journal and an HBase sink that dies at a step.
 *
 * <p>Arguments: the journal's folder, ZooKeeper, table, first and last number of the events that it puts before it begins,
 * and the step, or {@code NONE} to deliver everything and stop.
 */
public final class KilledSinkProcess {
    static final int PAGES = 50;

    private KilledSinkProcess() {}

    public static void main(String[] arguments) {
        ParentPipe.watch();
        KilledSink sink = new KilledSink(Step.valueOf(arguments[5]));
        try (JournalRun run = JournalRun.start(Path.of(arguments[0]), sink, keys(arguments[1], arguments[2]))) {
            run.put(events(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])));
            run.drain();
        }
        Runtime.getRuntime().halt(0);
    }

    static Map<String, String> keys(String zookeeper, String table) {
        return Map.of(
                "table", table,
                "zookeeper", zookeeper,
                "row", "%{hash:16}%{origin}/%{sequence}",
                "batch-events", "70",
                "batch-time", "0ms",
                "counter.views.row", "page/%{json:$.page}",
                "counter.views.cell", "c.views");
    }

    static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> SinkRun.event(
                        "{\"page\":" + number % PAGES + "}",
                        Map.of("origin", "web-1", "sequence", Integer.toString(number))))
                .toList();
    }

    /** Runs one to its end. Gives whether it died at the step. */
    static boolean run(List<String> arguments, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(KilledSinkProcess.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + arguments + "; see " + log);
        }
        return process.exitValue() == KilledSink.KILLED;
    }
}
