package dev.headgate.testbed.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.hdfs.server.datanode.DataNode;
import org.apache.hadoop.hdfs.server.datanode.fsdataset.FsDatasetSpi;
import org.apache.hadoop.hdfs.server.datanode.fsdataset.FsVolumeSpi;
import org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.FsVolumeImpl;
import org.apache.hadoop.hdfs.server.namenode.NameNodeRpcServer;
import org.apache.hadoop.metrics2.impl.MetricsCollectorImpl;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of a process that runs an HDFS alone, and does it harm on demand, until its standard input ends.
 *
 * <p>Started with a folder for all files, a number of DataNodes, and settings as {@code key=value}. It prints the address when it takes requests; then
 * it reads commands, one per line, and answers each with one line: {@code ok}, a number, or {@code failed: …}.
 */
public final class HdfsProcess {
    /** What the disk has. */
    private static final long REAL_CAPACITY = -1;

    private static final int RESTARTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(HdfsProcess.class);

    private final MiniDFSCluster cluster;

    private HdfsProcess(MiniDFSCluster cluster) {
        this.cluster = cluster;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Path folder = Files.createDirectories(Path.of(arguments[0]).resolve("hdfs"));
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        HdfsServer server = HdfsServer.start(folder, Integer.parseInt(arguments[1]), settings);
        answers.println(server.uri());
        answers.flush();
        HdfsProcess process = new HdfsProcess(server.cluster());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            answers.println(process.answer(command));
            answers.flush();
        }
        // The files go with the folder: nothing has to be put in order.
        Runtime.getRuntime().halt(0);
    }

    private String answer(String command) {
        try {
            return perform(command);
        } catch (IOException | RuntimeException failure) {
            LOG.error("'{}' failed", command, failure);
            return "failed: " + failure;
        }
    }

    private void setCapacity(long bytes) throws IOException {
        for (DataNode dataNode : cluster.getDataNodes()) {
            try (FsDatasetSpi.FsVolumeReferences volumes =
                    dataNode.getFSDataset().getFsVolumeReferences()) {
                for (FsVolumeSpi volume : volumes) {
                    ((FsVolumeImpl) volume).setCapacityForTesting(bytes);
                }
            }
        }
        cluster.triggerHeartbeats();
    }

    /** Asks the sources of the metrics: what is shown of them is as old as ten seconds. */
    private long syncs() {
        MetricsCollectorImpl metrics = new MetricsCollectorImpl();
        for (DataNode dataNode : cluster.getDataNodes()) {
            DefaultMetricsSystem.instance()
                    .getSource(dataNode.getMetrics().name())
                    .getMetrics(metrics, true);
        }
        return metrics.getRecords().stream()
                .flatMap(record -> StreamSupport.stream(record.metrics().spliterator(), false))
                .filter(metric -> metric.name().equals("FsyncCount"))
                .mapToLong(metric -> metric.value().longValue())
                .sum();
    }

    /** While it was away its port may have been given to a connection of another process. */
    private void restartNameNode() throws IOException {
        for (int tried = 1; true; tried++) {
            try {
                cluster.restartNameNode(true);
                return;
            } catch (BindException taken) {
                if (tried == RESTARTS) {
                    throw taken;
                }
                LOG.info("The NameNode's port is taken; it is tried again.", taken);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private String perform(String command) throws IOException {
        switch (command) {
            case "restart-namenode" -> restartNameNode();
            case "stop-namenode" -> cluster.shutdownNameNode(0);
            case "stop-datanode" -> cluster.stopDataNode(0);
            case "fill-datanodes" -> setCapacity(1);
            case "empty-datanodes" -> setCapacity(REAL_CAPACITY);
            case "enter-safemode" -> cluster.getFileSystem().setSafeMode(SafeModeAction.ENTER);
            case "expire-leases" -> cluster.setLeasePeriod(1, HdfsConstants.LEASE_SOFTLIMIT_PERIOD);
            case "keep-leases" ->
                cluster.setLeasePeriod(HdfsConstants.LEASE_SOFTLIMIT_PERIOD, 20 * HdfsConstants.LEASE_SOFTLIMIT_PERIOD);
            case "syncs" -> {
                return Long.toString(syncs());
            }
            case "leave-safemode" -> cluster.getFileSystem().setSafeMode(SafeModeAction.LEAVE);
            case "operations" -> {
                return Long.toString(((NameNodeRpcServer) cluster.getNameNodeRpc())
                        .getClientRpcServer()
                        .getRpcMetrics()
                        .getProcessingSampleCount());
            }
            default -> throw new IllegalArgumentException("Unknown command '" + command + "'.");
        }
        return "ok";
    }
}
