package dev.headgate.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A KDC, and an HDFS and an HBase that ask for Kerberos, in a process of their own, on loopback and free ports.
 *
 * <p>A ticket of this KDC lasts 20 seconds. The process ends with this one, however this one ends. Used by one thread.
 */
public final class SecuredStores implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private final Process process;
    private final Path folder;
    private final List<String> addresses;

    private SecuredStores(Process process, Path folder, List<String> addresses) {
        this.process = process;
        this.folder = folder;
        this.addresses = addresses;
    }

    /**
     * Starts them and waits until they take requests.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder where all files go; made when it is not there
     * @throws TestbedException when they do not come up within the patience; its message holds the last lines of their log
     */
    public static SecuredStores start(Path home, Path folder, Duration patience) {
        Path root = folder.toAbsolutePath();
        Path log = root.resolve("secured.log");
        try {
            Files.createDirectories(root.resolve("tmp"));
            List<String> command = ServerCommand.of(
                    home.toAbsolutePath(),
                    root,
                    log,
                    "dev.headgate.testbed.server.SecuredProcess",
                    List.of(root.toString()));
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            CompletableFuture<Void> limit = CompletableFuture.runAsync(
                    process::destroyForcibly,
                    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
            BufferedReader answers = process.inputReader();
            List<String> addresses = answers.lines().limit(4).toList();
            limit.cancel(false);
            if (addresses.size() < 4) {
                throw new TestbedException("cannot start secured stores: their process ended." + LogTail.of(log));
            }
            return new SecuredStores(process, root, addresses);
        } catch (IOException e) {
            throw new TestbedException("cannot start secured stores in '" + root + "': " + e, e);
        }
    }

    /** The HDFS, as {@code hdfs://host:port}. */
    public String hdfs() {
        return addresses.get(0);
    }

    /** The ZooKeeper of HBase, as {@code host:port}. */
    public String zookeeper() {
        return addresses.get(1);
    }

    /** Where a client of these stores finds the KDC. */
    public Path krb5Conf() {
        return Path.of(addresses.get(3));
    }

    /** The principal of a name. */
    public String principal(String name) {
        return name + "/localhost@" + addresses.get(2);
    }

    /**
     * A keytab: {@code flume}, which may act for others; {@code other}; {@code ghost}, whom the KDC does not know; {@code
     * stale}, with a wrong key of flume's.
     */
    public Path keytab(String name) {
        return folder.resolve(name + ".keytab");
    }

    /** What a client of HDFS and HBase has to be told beside its own login. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "dfs.namenode.kerberos.principal", principal("stores"),
                "hbase.master.kerberos.principal", principal("stores"),
                "hbase.regionserver.kerberos.principal", principal("stores"));
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        Processes.endWithin(process, LONGEST_CLOSE);
    }
}
