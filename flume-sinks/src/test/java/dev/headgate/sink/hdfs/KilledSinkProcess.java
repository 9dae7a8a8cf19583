package dev.headgate.sink.hdfs;

import static org.awaitility.Awaitility.await;

import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.ParentPipe;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FileSystem;

/**
 * The main class of a process with a journal and an HDFS sink, which is gone without a trace when it reaches a step.
 *
 * <p>Arguments: journal's folder, path, first and last number of the events that it puts before it begins, and the
 * step, or the steps one behind the other with {@code >} between them, or {@code none} to deliver everything and stop; then keys
 * of the sink, as {@code key=value}. Every other event is of 2020. Where {@code @} and a file come behind the step, it is not killed there: it makes
 * that file, and goes on when somebody has removed it.
 */
public final class KilledSinkProcess {
    private static final int KILLED = 137;
    private static final int BATCH = 20;

    private KilledSinkProcess() {}

    public static void main(String[] arguments) {
        ParentPipe.watch();
        Step.Watch watch = arguments[4].contains("@") ? pausedAt(arguments[4]) : killedAt(arguments[4]);
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", arguments[1] + "/%{stream}/dt=%Y-%m-%d",
                "writer", "w",
                "columns", "origin,sequence",
                "batch-events", Integer.toString(BATCH),
                "epoch-size", "210B",
                "roll-age", "1s",
                "success", "true",
                "late-age", "1ms",
                "audit", "true",
                "hadoop.dfs.replication", "1"));
        for (String more : List.of(arguments).subList(5, arguments.length)) {
            keys.put(more.substring(0, more.indexOf('=')), more.substring(more.indexOf('=') + 1));
        }
        try (JournalRun run = JournalRun.start(Path.of(arguments[0]), keys, Clock.systemUTC(), watch)) {
            run.put(events(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
            while (run.waiting() > 0 || run.shown("HeldEventCount") > 0) {
                run.turn();
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static Step.Watch killedAt(String killAt) {
        String[] moments = killAt.split(">", -1);
        AtomicInteger reached = new AtomicInteger();
        return step -> {
            if (step.name().equals(moments[reached.get()]) && reached.incrementAndGet() == moments.length) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }

    private static Step.Watch pausedAt(String pauseAt) {
        String pause = pauseAt.substring(0, pauseAt.indexOf('@'));
        Path file = Path.of(pauseAt.substring(pauseAt.indexOf('@') + 1));
        AtomicBoolean paused = new AtomicBoolean();
        return step -> {
            if (step.name().equals(pause) && paused.compareAndSet(false, true)) {
                try {
                    Files.createFile(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                await().atMost(Duration.ofMinutes(2)).until(() -> !Files.exists(file));
            }
        };
    }

    /** Makes a store believe that the writer is done with all that was before 2025: what comes of it is late. */
    static void writeMark(FileSystem fileSystem, String path) throws IOException {
        DoneMark mark = new DoneMark(Instant.parse("2025-01-01T00:00:00Z"), Map.of());
        try (OutputStream out = fileSystem.create(new org.apache.hadoop.fs.Path(path + "/_headgate/_done/w"), true)) {
            out.write(mark.encode());
        }
    }

    /** What the hidden counts say that landed in all folders of a path. */
    static long counted(FileSystem fileSystem, String path) throws IOException {
        long events = 0;
        var files = fileSystem.listFiles(new org.apache.hadoop.fs.Path(path), true);
        while (files.hasNext()) {
            events += AuditCount.named("w", files.next().getPath().getName())
                    .map(AuditCount::events)
                    .orElse(0L);
        }
        return events;
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of(
                                "stream",
                                i % 3 == 0 ? "app" : "web",
                                "timestamp",
                                i % 2 == 0 ? "1577836800000" : Long.toString(System.currentTimeMillis()),
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
        Process process = begin(arguments, log);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hangs where it should reach " + arguments.get(4) + "; see " + log);
        }
        return process.exitValue() == KILLED;
    }

    /** Begins to run one with these arguments. */
    static Process begin(List<String> arguments, Path log) throws IOException {
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
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
