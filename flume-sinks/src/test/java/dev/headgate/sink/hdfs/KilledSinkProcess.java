package dev.headgate.sink.hdfs;

import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.ParentPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;

/**
 * The main class of a process with a journal and an HDFS sink, which is gone without a trace when it reaches a step.
 *
 * <p>Arguments: journal's folder, path, first and last number of the events that it puts before it begins, and the
 * step, or {@code none} to deliver everything; then keys of the sink, as {@code key=value}.
 */
public final class KilledSinkProcess {
    private static final int KILLED = 137;
    private static final int BATCH = 20;

    private KilledSinkProcess() {}

    public static void main(String[] arguments) {
        ParentPipe.watch();
        String killAt = arguments[4];
        Step.Watch watch = step -> {
            if (step.name().equals(killAt)) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", arguments[1] + "/%{stream}",
                "writer", "w",
                "columns", "origin,sequence",
                "batch-events", Integer.toString(BATCH),
                "epoch-size", "210B",
                "hadoop.dfs.replication", "1"));
        for (String more : List.of(arguments).subList(5, arguments.length)) {
            keys.put(more.substring(0, more.indexOf('=')), more.substring(more.indexOf('=') + 1));
        }
        try (JournalRun run = JournalRun.start(Path.of(arguments[0]), keys, Clock.systemUTC(), watch)) {
            run.put(events(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
            long batches = run.waiting() / BATCH + 1;
            while (batches > 0) {
                batches -= run.turn() == Status.READY ? 1 : 0;
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of(
                                "stream",
                                i % 3 == 0 ? "app" : "web",
                                "origin",
                                "web-1",
                                "sequence",
                                Integer.toString(i))))
                .toList();
    }

    /** Runs one to its end. Gives whether it was killed at the step. */
    static boolean run(Path journal, String path, int from, int to, String killAt, Path log)
            throws IOException, InterruptedException {
        return run(List.of(journal.toString(), path, Integer.toString(from), Integer.toString(to), killAt), log);
    }

    /** Runs one with these arguments to its end. Gives whether it was killed at the step. */
    static boolean run(List<String> arguments, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // It lives some seconds: most of its time is that of starting it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(KilledSinkProcess.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hangs where it should reach " + arguments.get(4) + "; see " + log);
        }
        return process.exitValue() == KILLED;
    }
}
