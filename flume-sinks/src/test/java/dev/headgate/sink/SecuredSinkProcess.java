package dev.headgate.sink;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.hbase.HBaseSink;
import dev.headgate.sink.hdfs.HdfsSink;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a process with a journal and a sink: what Hadoop knows of Kerberos it knows once for a process.
 *
 * <p>Arguments: {@code hdfs} or {@code hbase}; the journal's folder; a file for what comes of it; how many seconds to deliver
 * events for, one by one; then keys of the sink, as {@code key=value}. It ends when the sink waits, or all is delivered.
 */
public final class SecuredSinkProcess {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private SecuredSinkProcess() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> keys = new HashMap<>();
        for (String key : List.of(arguments).subList(4, arguments.length)) {
            keys.put(key.substring(0, key.indexOf('=')), key.substring(key.indexOf('=') + 1));
        }
        JournalChannel journal = SinkRun.journal(Path.of(arguments[1]));
        SinkRun run = arguments[0].equals("hdfs")
                ? SinkRun.start(new HdfsSink(), journal, keys)
                : SinkRun.start(new HBaseSink(), journal, keys);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[3]));
        int put = 0;
        String reason;
        do {
            SinkRun.put(journal, List.of(SinkRun.event("GET /" + put, headers(put))));
            put++;
            reason = deliver(run, journal);
        } while (reason.isEmpty() && System.nanoTime() < end);
        long waiting = SinkRun.depth(journal);
        run.stop();
        Files.writeString(Path.of(arguments[2]), (put - waiting) + "\n" + reason);
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> headers(int number) {
        return Map.of("origin", "web-1", "sequence", Integer.toString(number));
    }

    private static String deliver(SinkRun run, JournalChannel journal) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String reason = "";
        while (SinkRun.depth(journal) > 0 && reason.isEmpty() && System.nanoTime() < end) {
            run.turn();
            reason = String.valueOf(run.shown("Reason"));
        }
        return reason;
    }

    /** What came of a process: how many events were delivered, and why it waits, where it does. */
    record Result(int delivered, String reason) {}

    /** Runs one to its end. */
    static Result run(Path krb5Conf, Path folder, String kind, int seconds, Map<String, String> keys)
            throws IOException, InterruptedException {
        Path result = folder.resolve("result");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.security.krb5.conf=" + krb5Conf,
                "-cp",
                System.getProperty("java.class.path"),
                SecuredSinkProcess.class.getName(),
                kind,
                folder.resolve("journal").toString(),
                result.toString(),
                Integer.toString(seconds)));
        keys.forEach((key, value) -> command.add(key + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hangs: " + Files.readString(log));
        }
        if (!Files.exists(result)) {
            throw new AssertionError("ended without a result: " + Files.readString(log));
        }
        String[] lines = Files.readString(result).split("\n", 2);
        return new Result(Integer.parseInt(lines[0]), lines[1]);
    }
}
