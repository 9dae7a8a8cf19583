package dev.headgate.testbed.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** A NameNode and DataNodes on loopback. */
final class HdfsServer implements AutoCloseable {
    private final MiniDFSCluster cluster;

    private HdfsServer(MiniDFSCluster cluster) {
        this.cluster = cluster;
    }

    /** One DataNode. */
    static HdfsServer start(Path folder) throws IOException {
        return start(folder, 1, Map.of());
    }

    /** With settings of NameNode and DataNodes beside those that make it small. */
    static HdfsServer start(Path folder, int dataNodes, Map<String, String> settings) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
        configuration.setInt(DFSConfigKeys.DFS_REPLICATION_KEY, 1);
        // Whoever runs the agents may write: the testbed has one user.
        configuration.setBoolean(DFSConfigKeys.DFS_PERMISSIONS_ENABLED_KEY, false);
        // The cluster's files live as long as the process, so an fsync buys nothing.
        configuration.setBoolean("dfs.namenode.edits.noeditlogchannelflush", true);
        configuration.setInt("dfs.namenode.handler.count", 5);
        configuration.setInt("dfs.datanode.handler.count", 5);
        settings.forEach(configuration::set);
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration, folder.toFile())
                .numDataNodes(dataNodes)
                .build();
        cluster.waitClusterUp();
        return new HdfsServer(cluster);
    }

    MiniDFSCluster cluster() {
        return cluster;
    }

    URI uri() {
        return URI.create("hdfs://127.0.0.1:" + cluster.getNameNodePort());
    }

    @Override
    public void close() {
        cluster.shutdown(false, false);
    }
}
