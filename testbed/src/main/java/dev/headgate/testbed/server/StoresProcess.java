package dev.headgate.testbed.server;

import dev.headgate.testbed.HBaseCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of the process that runs the stores until its standard input ends.
 *
 * <p>Started with one argument, the folder for all files. When every server takes requests it prints one line of JSON
 * with their addresses, {@code {"hdfs":…,"zookeeper":…,"brokers":…}}. A line on standard input names an {@link HBaseCommand};
 * it is answered by {@link #DONE}, or by a line that says what failed. It ends when standard input reaches its end, so
 * it cannot outlive the process that started it: cleanly, but within {@link #LONGEST_STOP}. When a server fails to
 * start, the log says why and the exit status is 1.
 */
public final class StoresProcess {
    /** The answer to a command that was obeyed. */
    static final String DONE = "done";

    static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(StoresProcess.class);

    private final AtomicReference<@Nullable StoresServer> running = new AtomicReference<>();

    private StoresProcess() {}

    public static void main(String[] arguments) {
        PrintStream answers = System.out;
        // Whatever a server prints goes to the log: standard output belongs to the one line of addresses.
        System.setOut(System.err);
        new StoresProcess().run(Path.of(arguments[0]), answers, System.in);
    }

    private void run(Path folder, PrintStream answers, InputStream input) {
        new Thread(() -> endWithInput(input, answers), "standard-input").start();
        try {
            StoresServer servers = StoresServer.start(folder);
            running.set(servers);
            answers.println(servers.addresses().toJson());
            answers.flush();
            LOG.info("The stores are ready: {}", servers.addresses());
        } catch (InterruptedException | IOException | RuntimeException e) {
            LOG.error("The stores did not start", e);
            end(1);
        }
    }

    private void endWithInput(InputStream input, PrintStream answers) {
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                answers.println(answer(command));
                answers.flush();
            }
        } catch (IOException e) {
            LOG.warn("Standard input failed; taken as its end", e);
        }
        LOG.info("Standard input has ended, so the stores end");
        Thread limit = new Thread(StoresProcess::endAtLimit, "longest-stop");
        limit.setDaemon(true);
        limit.start();
        StoresServer servers = running.get();
        if (servers != null) {
            close(servers);
        }
        end(0);
    }

    private String answer(String command) {
        StoresServer servers = running.get();
        if (servers == null) {
            return "failed: the stores are not ready";
        }
        LOG.info("Told to {}", command);
        try {
            servers.hbase().obey(HBaseCommand.valueOf(command));
            return DONE;
        } catch (IOException | RuntimeException e) {
            LOG.error("Not done: {}", command, e);
            return "failed: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "failed: interrupted";
        }
    }

    private static void close(StoresServer servers) {
        try {
            servers.close();
            LOG.info("The stores have ended");
        } catch (IOException | RuntimeException e) {
            LOG.warn("The stores did not end cleanly", e);
        }
    }

    private static void endAtLimit() {
        try {
            TimeUnit.NANOSECONDS.sleep(LONGEST_STOP.toNanos());
            LOG.warn("The stores were not closed within {}; the process ends without", LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(0);
    }

    /** Ends at once: the servers leave threads and shutdown hooks behind that would keep the process. */
    private static void end(int status) {
        Runtime.getRuntime().halt(status);
    }
}
