package dev.headgate.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker in a process of its own, which can be killed and started again at the same address with what it had.
 *
 * <p>It keeps its files in the folder that was given, which stays when it ends. The process ends with this one, however this
 * one ends. Used by one thread.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final String MAIN = "dev.headgate.testbed.server.KafkaProcess";
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private final Path home;
    private final Path folder;
    private final Duration patience;
    private final KafkaNode node;
    private @Nullable Process process;

    private KafkaBroker(Path home, Path folder, Duration patience, KafkaNode node) {
        this.home = home;
        this.folder = folder;
        this.patience = patience;
        this.node = node;
    }

    /**
     * Starts a broker and waits until it takes requests.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder where all files go; made when it is not there
     * @param patience how long each start may take
     * @throws TestbedException when it does not come up
     */
    public static KafkaBroker start(Path home, Path folder, Duration patience) {
        return start(home, folder, patience, Map.of());
    }

    /**
     * The same, with settings of Kafka's. Those that secure the listener {@link KafkaNode#CLIENTS} leave the other open.
     */
    public static KafkaBroker start(Path home, Path folder, Duration patience, Map<String, String> settings) {
        KafkaBroker broker = new KafkaBroker(
                home.toAbsolutePath(), folder.toAbsolutePath(), patience, KafkaNode.alone(freePorts(), settings));
        broker.start();
        return broker;
    }

    /** Starts a second broker beside this one, which stays the controller; it has the same settings. */
    public KafkaBroker startAnother(Path itsFolder) {
        KafkaNode another =
                new KafkaNode(node.id() + 1, freePorts(), node.ports().controller(), node.more());
        KafkaBroker broker = new KafkaBroker(home, itsFolder.toAbsolutePath(), patience, another);
        broker.start();
        return broker;
    }

    private static KafkaPorts freePorts() {
        try {
            return KafkaPorts.free();
        } catch (IOException e) {
            throw new TestbedException("cannot find free ports for a broker: " + e.getMessage(), e);
        }
    }

    /** The address, as {@code host:port}. */
    public String brokers() {
        return "127.0.0.1:" + node.ports().broker();
    }

    /** The address of the listener that settings may secure, as {@code host:port}. */
    public String securedBrokers() {
        return "127.0.0.1:" + node.ports().clients();
    }

    /** Its number: 1, or that of another beside it. */
    public int id() {
        return node.id();
    }

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        Process killed = process;
        process = null;
        if (killed != null) {
            killed.destroyForcibly().onExit().join();
        }
    }

    /** Starts it again, and waits until it takes requests. */
    public void start() {
        Path log = folder.resolve("kafka.log");
        Process started = launch(log);
        boolean up = false;
        try {
            CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(() -> firstLine(started));
            if (answer.get(patience.toNanos(), TimeUnit.NANOSECONDS) == null) {
                throw new TestbedException(
                        "the broker in '" + folder + "' ended while it started. Its last lines:" + LogTail.of(log));
            }
            up = true;
            process = started;
        } catch (TimeoutException | ExecutionException e) {
            throw new TestbedException(
                    "the broker in '" + folder + "' did not come up. Its last lines:" + LogTail.of(log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("the wait for the broker in '" + folder + "' was interrupted", e);
        } finally {
            if (!up) {
                started.destroyForcibly();
            }
        }
    }

    /** Ends it and waits until its process is gone. */
    @Override
    public void close() {
        Process closing = process;
        process = null;
        if (closing != null) {
            try {
                closing.getOutputStream().close();
            } catch (IOException gone) {
                closing.destroyForcibly();
            }
            Processes.endWithin(closing, LONGEST_CLOSE);
        }
    }

    private Process launch(Path log) {
        try {
            Files.createDirectories(folder.resolve("tmp"));
            List<String> arguments = new ArrayList<>(List.of(folder.toString()));
            arguments.addAll(node.arguments());
            List<String> command = ServerCommand.of(home, folder, log, MAIN, arguments);
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new TestbedException("cannot start a broker in '" + folder + "': " + e.getMessage(), e);
        }
    }

    private static @Nullable String firstLine(Process process) {
        try {
            return process.inputReader().readLine();
        } catch (IOException e) {
            return null;
        }
    }
}
