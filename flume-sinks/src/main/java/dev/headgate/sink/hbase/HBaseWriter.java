package dev.headgate.sink.hbase;

import dev.headgate.sink.BatchWriter;
import dev.headgate.sink.HadoopDefaults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Table;
import org.jspecify.annotations.Nullable;

/** Puts batches into a table; each call of the client is bounded in time. Used by one thread at a time. */
final class HBaseWriter implements BatchWriter {
    /** HBase's own patience is twenty minutes for one call, and the sink tries again by itself. */
    private static final Map<String, String> CLIENT_DEFAULTS = Map.of(
            "hbase.client.retries.number", "3",
            "hbase.client.pause", "200",
            "hbase.client.operation.timeout", "30000",
            "hbase.client.meta.operation.timeout", "30000",
            "hbase.rpc.timeout", "10000",
            "zookeeper.recovery.retry", "2");

    private final HBaseSettings settings;
    private final TableName table;
    private final EventPuts puts;
    private @Nullable Connection connection;
    private boolean tableSeen;

    HBaseWriter(String sink, HBaseSettings settings) {
        this.settings = settings;
        this.table = TableName.valueOf(settings.table());
        this.puts = new EventPuts(sink, settings);
    }

    @Override
    public void prepare() throws IOException {
        Connection connected = connect();
        if (!tableSeen) {
            try (Admin admin = connected.getAdmin()) {
                if (!admin.tableExists(table)) {
                    throw new IOException("table '" + table + "' does not exist in HBase at " + settings.zookeeper()
                            + ". Create it with the column family '" + settings.family() + "'");
                }
            }
            tableSeen = true;
        }
    }

    @Override
    public int write(List<Event> batch) throws IOException {
        List<Put> rows = batch.stream().map(puts::put).toList();
        Object[] results = new Object[rows.size()];
        tableSeen = false;
        try (Table target = connect().getTable(table)) {
            target.batch(rows, results);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while HBase was writing");
        }
        tableSeen = true;
        return (int) Stream.of(results).filter(Result.class::isInstance).count();
    }

    @Override
    public void close() throws IOException {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            closing.close();
        }
    }

    private Connection connect() throws IOException {
        Connection connected = connection;
        if (connected == null || connected.isClosed() || connected.isAborted()) {
            close();
            connected = ConnectionFactory.createConnection(configuration());
            connection = connected;
        }
        return connected;
    }

    private Configuration configuration() {
        Configuration configuration = HBaseConfiguration.create();
        HadoopDefaults.apply(configuration, CLIENT_DEFAULTS);
        configuration.set("hbase.zookeeper.quorum", String.join(",", settings.zookeeper()));
        settings.hbase().forEach(configuration::set);
        return configuration;
    }
}
