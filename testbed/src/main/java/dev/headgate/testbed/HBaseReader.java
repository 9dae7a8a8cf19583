package dev.headgate.testbed;

import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an HBase table, each an event in the qualifiers {@code origin}, {@code sequence}, {@code body}. */
public final class HBaseReader implements StoreReader {
    private static final int ROWS_AT_ONCE = 1000;

    private final String zookeeper;
    private final TableName table;
    private final byte[] family;

    /** @param zookeeper the ZooKeeper of HBase, as {@code host:port} */
    public HBaseReader(String zookeeper, String table, String family) {
        this.zookeeper = zookeeper;
        this.table = TableName.valueOf(table);
        this.family = Bytes.toBytes(family);
    }

    @Override
    public void read(Consumer<Landed> sink) throws IOException {
        Scan scan = new Scan().addFamily(family).setCaching(ROWS_AT_ONCE);
        try (Connection connection = HBaseConnections.open(zookeeper);
                Table open = connection.getTable(table);
                ResultScanner rows = open.getScanner(scan)) {
            for (Result row : rows) {
                sink.accept(new Landed(
                        value(row, EventHeaders.ORIGIN), value(row, EventHeaders.SEQUENCE), value(row, "body")));
            }
        }
    }

    private String value(Result row, String qualifier) {
        byte @Nullable [] value = row.getValue(family, Bytes.toBytes(qualifier));
        return value == null ? "" : Bytes.toString(value);
    }
}
