package dev.headgate.testbed.server;

import dev.headgate.testbed.HBaseCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.master.HMaster;
import org.apache.hadoop.hbase.util.JVMClusterUtil.RegionServerThread;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;
import org.jspecify.annotations.Nullable;

/** A master and a region server on an HDFS, with a ZooKeeper of their own, on loopback. */
final class HBaseServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final LocalHBaseCluster cluster;

    private HBaseServer(LocalHBaseCluster cluster) {
        this.cluster = cluster;
    }

    static MiniZooKeeperCluster startZooKeeper(Path folder) throws IOException, InterruptedException {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.property.clientPortAddress", LOOPBACK);
        MiniZooKeeperCluster zooKeeper = new MiniZooKeeperCluster(configuration);
        zooKeeper.startup(folder.toFile());
        return zooKeeper;
    }

    static HBaseServer start(Path folder, URI hdfs, int zooKeeperPort) throws IOException, InterruptedException {
        return start(folder, hdfs, zooKeeperPort, Map.of());
    }

    /** With settings beside those that make it small. */
    static HBaseServer start(Path folder, URI hdfs, int zooKeeperPort, Map<String, String> settings)
            throws IOException, InterruptedException {
        Configuration configuration = configuration(folder, hdfs, zooKeeperPort);
        settings.forEach(configuration::set);
        LocalHBaseCluster cluster = new LocalHBaseCluster(configuration, 1, 1);
        cluster.startup();
        while (!isUp(cluster.getActiveMaster())) {
            if (cluster.getLiveMasters().isEmpty()
                    || cluster.getLiveRegionServers().isEmpty()) {
                throw new IOException("HBase's master or region server ended while it started");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new HBaseServer(cluster);
    }

    private static boolean isUp(@Nullable HMaster master) {
        return master != null
                && master.isInitialized()
                && master.getServerManager().countOfRegionServers() > 0;
    }

    private static Configuration configuration(Path folder, URI hdfs, int zooKeeperPort) {
        Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.HBASE_DIR, hdfs + "/hbase");
        configuration.set("fs.defaultFS", hdfs.toString());
        configuration.set("hbase.tmp.dir", folder.resolve("tmp").toString());
        configuration.setInt("dfs.replication", 1);
        configuration.setBoolean(HConstants.CLUSTER_DISTRIBUTED, true);
        configuration.set(HConstants.ZOOKEEPER_QUORUM, LOOPBACK);
        configuration.setInt(HConstants.ZOOKEEPER_CLIENT_PORT, zooKeeperPort);
        bindToLoopback(configuration);
        keepSmall(configuration);
        return configuration;
    }

    private static void bindToLoopback(Configuration configuration) {
        configuration.set("hbase.master.hostname", "localhost");
        configuration.set("hbase.unsafe.regionserver.hostname", "localhost");
        configuration.set("hbase.master.ipc.address", LOOPBACK);
        configuration.set("hbase.regionserver.ipc.address", LOOPBACK);
        configuration.setInt(HConstants.MASTER_PORT, 0);
        configuration.setInt(HConstants.REGIONSERVER_PORT, 0);
        configuration.setInt(HConstants.MASTER_INFO_PORT, -1);
        configuration.setInt(HConstants.REGIONSERVER_INFO_PORT, -1);
    }

    private static void keepSmall(Configuration configuration) {
        configuration.setInt(HConstants.REGION_SERVER_HANDLER_COUNT, 10);
        configuration.setInt("hbase.master.handler.count", 5);
        configuration.setFloat("hbase.regionserver.global.memstore.size", 0.25f);
        configuration.setFloat("hfile.block.cache.size", 0.1f);
        // One region server is the whole cluster: do not wait for others.
        configuration.setInt("hbase.master.wait.on.regionservers.mintostart", 1);
        configuration.setInt("hbase.master.wait.on.regionservers.maxtostart", 1);
        configuration.setInt("hbase.regionserver.msginterval", 500);
    }

    /** Returns when the command was carried out. */
    void obey(HBaseCommand command) throws IOException, InterruptedException {
        switch (command) {
            case ADD_REGION_SERVER -> addRegionServer();
            case KILL_REGION_SERVER -> killRegionServer();
        }
    }

    private void addRegionServer() throws IOException, InterruptedException {
        RegionServerThread added = cluster.addRegionServer(
                new Configuration(cluster.getConfiguration()),
                cluster.getRegionServers().size());
        added.start();
        while (!added.getRegionServer().isOnline()) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** An abort writes nothing: what is only in memory comes back from the log, on the servers that stay. */
    private void killRegionServer() throws IOException, InterruptedException {
        RegionServerThread killed = cluster.getLiveRegionServers().stream()
                .filter(each -> !each.getRegionServer().isAborted())
                .findFirst()
                .orElseThrow(() -> new IOException("no region server lives"));
        killed.getRegionServer().abort("killed by a test");
        killed.join();
    }

    @Override
    public void close() {
        cluster.shutdown();
    }
}
