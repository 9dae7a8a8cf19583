package dev.headgate.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An HDFS alone in a process of its own, on loopback and free ports, that does itself harm when it is told to.
 *
 * <p>It keeps its files in the folder that was given, which stays. The process ends with this one, however this one
 * ends. Used by one thread.
 */
public final class Hdfs implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter commands;
    private final URI uri;

    private Hdfs(Process process, BufferedReader answers, URI uri) {
        this.process = process;
        this.answers = answers;
        this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.uri = uri;
    }

    /** What it can be told. */
    public enum Harm {
        RESTART_NAMENODE,
        STOP_NAMENODE,
        STOP_DATANODE,
        FILL_DATANODES,
        EMPTY_DATANODES,
        ENTER_SAFEMODE,
        LEAVE_SAFEMODE,
        /** From now on a lease has run out when its holder has not been heard of for a moment. */
        EXPIRE_LEASES,
        KEEP_LEASES;

        String command() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Starts it and waits until it takes requests.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder where all files go; made when it is not there
     * @throws TestbedException when it does not come up within the patience; its message holds the last lines of its log
     */
    public static Hdfs start(Path home, Path folder, int dataNodes, Duration patience) {
        return start(home, folder, dataNodes, Map.of(), patience);
    }

    /** As the other, with settings of Hadoop for NameNode and DataNodes. */
    public static Hdfs start(Path home, Path folder, int dataNodes, Map<String, String> settings, Duration patience) {
        Path root = folder.toAbsolutePath();
        Path log = root.resolve("hdfs.log");
        try {
            Files.createDirectories(root.resolve("tmp"));
            List<String> arguments = new ArrayList<>(List.of(root.toString(), Integer.toString(dataNodes)));
            settings.forEach((key, value) -> arguments.add(key + "=" + value));
            List<String> command = ServerCommand.of(
                    home.toAbsolutePath(), root, log, "dev.headgate.testbed.server.HdfsProcess", arguments);
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            CompletableFuture<Void> limit = CompletableFuture.runAsync(
                    process::destroyForcibly,
                    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
            BufferedReader answers = process.inputReader();
            String uri = answers.readLine();
            limit.cancel(false);
            if (uri == null) {
                throw new TestbedException("cannot start HDFS: its process ended." + LogTail.of(log));
            }
            return new Hdfs(process, answers, URI.create(uri));
        } catch (IOException e) {
            throw new TestbedException("cannot start HDFS in '" + root + "': " + e, e);
        }
    }

    /** Its address, as {@code hdfs://host:port}. */
    public URI uri() {
        return uri;
    }

    /** Does it harm; returns when it is done. */
    public void suffer(Harm harm) {
        ask(harm.command());
    }

    /** How many requests its NameNode has answered. */
    public long operations() {
        return Long.parseLong(ask("operations"));
    }

    /** How often its DataNodes have brought a block to their disks because a writer wanted it. */
    public long syncs() {
        return Long.parseLong(ask("syncs"));
    }

    private String ask(String command) {
        commands.println(command);
        try {
            String answer = answers.readLine();
            if (answer == null || answer.startsWith("failed")) {
                throw new TestbedException("HDFS could not '" + command + "': " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new TestbedException("HDFS did not answer to '" + command + "'", e);
        }
    }

    @Override
    public void close() {
        commands.close();
        Processes.endWithin(process, LONGEST_CLOSE);
    }
}
