package dev.headgate.testbed;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;

/** Connections to the testbed's HBase. */
final class HBaseConnections {
    private HBaseConnections() {}

    /** @param zookeeper the ZooKeeper of HBase, as {@code host:port} */
    static Connection open(String zookeeper) throws IOException {
        int colon = zookeeper.lastIndexOf(':');
        Configuration configuration = HBaseConfiguration.create();
        configuration.set(HConstants.ZOOKEEPER_QUORUM, zookeeper.substring(0, colon));
        configuration.set(HConstants.ZOOKEEPER_CLIENT_PORT, zookeeper.substring(colon + 1));
        // A store that is gone shall fail the read in seconds, not after HBase's default of many minutes.
        configuration.setInt(HConstants.HBASE_CLIENT_RETRIES_NUMBER, 5);
        return ConnectionFactory.createConnection(configuration);
    }
}
