package dev.headgate.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.BufferedMutator;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;

/**
 * A new table of four regions, split by the hexadecimal digit that row keys begin with; removed when it is closed.
 *
 * @param zookeeper the ZooKeeper of HBase, as {@code host:port}
 */
record MeasuredTable(String zookeeper, Connection connection) implements AutoCloseable {
    static final String NAME = "measured";
    static final String FAMILY = "e";
    static final String QUALIFIER = "body";

    private static final int BUCKETS = 16;

    static MeasuredTable create(String zookeeper) throws IOException {
        int colon = zookeeper.lastIndexOf(':');
        Configuration configuration = HBaseConfiguration.create();
        configuration.set("hbase.zookeeper.quorum", zookeeper.substring(0, colon));
        configuration.set("hbase.zookeeper.property.clientPort", zookeeper.substring(colon + 1));
        MeasuredTable table = new MeasuredTable(zookeeper, ConnectionFactory.createConnection(configuration));
        table.create();
        return table;
    }

    private void create() throws IOException {
        try (Admin admin = connection.getAdmin()) {
            remove(admin);
            admin.createTable(
                    TableDescriptorBuilder.newBuilder(TableName.valueOf(NAME))
                            .setColumnFamily(ColumnFamilyDescriptorBuilder.of(FAMILY))
                            .build(),
                    new byte[][] {utf8("4"), utf8("8"), utf8("c")});
        }
    }

    /** Also that of a measurement that was killed. */
    private static void remove(Admin admin) throws IOException {
        TableName table = TableName.valueOf(NAME);
        if (admin.tableExists(table)) {
            if (admin.isTableEnabled(table)) {
                admin.disableTable(table);
            }
            admin.deleteTable(table);
        }
    }

    /** HBase's own way to write much. */
    BufferedMutator mutator() throws IOException {
        return connection.getBufferedMutator(TableName.valueOf(NAME));
    }

    /** The row that Headgate's sink makes of the event of this number. */
    static Put row(long sequence, byte[] body) {
        String key = NumberedEvents.ORIGIN + "/" + sequence;
        CRC32 crc = new CRC32();
        crc.update(utf8(key));
        return new Put(utf8(Long.toHexString(crc.getValue() % BUCKETS) + key))
                .addColumn(utf8(FAMILY), utf8(QUALIFIER), body);
    }

    @Override
    public void close() throws IOException {
        try (Admin admin = connection.getAdmin()) {
            remove(admin);
        }
        connection.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
