package dev.headgate.testbed;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real stores in a process of their own: HDFS with one DataNode, HBase on it with its ZooKeeper, and a Kafka broker.
 *
 * <p>Everything listens on loopback, on free ports, and keeps its files in the folder that was given, which stays when
 * the stores end. The process ends with this one, however this one ends. Safe for use by several threads.
 */
public final class Stores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    /** The answer of the stores to a command that they have obeyed. */
    private static final String DONE = "done";

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private final Process process;
    private final BufferedReader answers;
    private final StoreAddresses addresses;
    private final Path log;

    private Stores(Process process, BufferedReader answers, StoreAddresses addresses, Path log) {
        this.process = process;
        this.answers = answers;
        this.addresses = addresses;
        this.log = log;
    }

    /**
     * Starts the stores and waits until all of them take requests.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder where all files go; made when it is not there
     * @param patience how long the stores may take
     * @throws TestbedException when they do not come up; its message holds the last lines of their log
     */
    public static Stores start(Path home, Path folder, Duration patience) {
        Path root = folder.toAbsolutePath();
        Path log = root.resolve("stores.log");
        Process process = launch(home.toAbsolutePath(), root, log);
        boolean up = false;
        try {
            BufferedReader answers = process.inputReader();
            StoreAddresses addresses = addressesOf(answers).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            up = true;
            return new Stores(process, answers, addresses, log);
        } catch (TimeoutException e) {
            throw notUp("they did not come up within " + patience.toSeconds() + " s", log, e);
        } catch (ExecutionException e) {
            throw notUp("their process ended while they started", log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notUp("the wait for them was interrupted", log, e);
        } finally {
            if (!up) {
                process.destroyForcibly();
            }
        }
    }

    private static Process launch(Path home, Path folder, Path log) {
        try {
            Files.createDirectories(folder.resolve("tmp"));
            return new ProcessBuilder(ServerCommand.of(home, folder, log))
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new TestbedException(
                    "cannot start the stores in '" + folder + "': " + e.getMessage()
                            + ". Check that the folder can be written and its disk is not full.",
                    e);
        }
    }

    private static CompletableFuture<StoreAddresses> addressesOf(BufferedReader answers) {
        CompletableFuture<StoreAddresses> addresses = new CompletableFuture<>();
        Thread reader = new Thread(() -> readAddresses(answers, addresses), "stores-addresses");
        reader.setDaemon(true);
        reader.start();
        return addresses;
    }

    private static void readAddresses(BufferedReader answers, CompletableFuture<StoreAddresses> addresses) {
        try {
            String line = answers.readLine();
            if (line == null) {
                addresses.completeExceptionally(new IOException("end of standard output"));
                return;
            }
            addresses.complete(StoreAddresses.parse(line));
        } catch (IOException | IllegalArgumentException e) {
            addresses.completeExceptionally(e);
        }
    }

    private static TestbedException notUp(String why, Path log, Exception cause) {
        return new TestbedException(
                "cannot start HDFS, HBase and Kafka: " + why + ". Look into " + log
                        + " and start again; a slow machine needs more time. Its last lines:" + LogTail.of(log),
                cause);
    }

    /**
     * Tells the HBase what to do, and returns when it has done it.
     *
     * @throws TestbedException when it has not
     */
    public synchronized void tell(HBaseCommand command) {
        try {
            BufferedWriter commands = process.outputWriter();
            commands.write(command.name());
            commands.newLine();
            commands.flush();
            String answer = answers.readLine();
            if (!DONE.equals(answer)) {
                throw new TestbedException(
                        "cannot " + command + ": " + answer + ". Look into " + log, new IOException(answer));
            }
        } catch (IOException e) {
            throw new TestbedException("cannot " + command + ": the stores have ended. Look into " + log, e);
        }
    }

    public StoreAddresses addresses() {
        return addresses;
    }

    /** The log of all servers; it is in the stores' folder. */
    public Path log() {
        return log;
    }

    /** False when the process of the stores has ended, by {@link #close} or for whatever reason. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process of the stores. */
    public long pid() {
        return process.pid();
    }

    /** Ends the stores and waits until their process is gone; kills it when that takes too long. */
    @Override
    public void close() {
        endInput();
        Processes.endWithin(process, LONGEST_CLOSE);
    }

    /** What also happens when this process ends, however it ends: the stores' standard input reaches its end. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The stores had closed their standard input already", e);
        }
    }
}
