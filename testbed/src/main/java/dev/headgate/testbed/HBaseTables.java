package dev.headgate.testbed;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.hbase.NamespaceDescriptor;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;

/** Makes tables in the testbed's HBase. */
public final class HBaseTables {
    private HBaseTables() {}

    /**
     * Makes a table of one region with the given families, and its namespace where that is not there; returns when it takes
     * requests.
     *
     * @param zookeeper the ZooKeeper of HBase, as {@code host:port}
     */
    public static void create(String zookeeper, String table, String... families) throws IOException {
        TableDescriptorBuilder description = TableDescriptorBuilder.newBuilder(TableName.valueOf(table));
        for (String family : families) {
            description.setColumnFamily(ColumnFamilyDescriptorBuilder.of(family));
        }
        TableDescriptor built = description.build();
        try (Connection connection = HBaseConnections.open(zookeeper);
                Admin admin = connection.getAdmin()) {
            makeNamespace(admin, built.getTableName().getNamespaceAsString());
            admin.createTable(built);
        }
    }

    private static void makeNamespace(Admin admin, String namespace) throws IOException {
        if (!List.of(admin.listNamespaces()).contains(namespace)) {
            admin.createNamespace(NamespaceDescriptor.create(namespace).build());
        }
    }
}
