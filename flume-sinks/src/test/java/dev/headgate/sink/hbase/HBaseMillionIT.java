package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.filter.FirstKeyOnlyFilter;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** As many events as make the region servers flush and the journal remove files. */
@ExtendWith(StoresExtension.class)
class HBaseMillionIT {
    private static final int EVENTS = 1_000_000;
    private static final int PUT_AT_ONCE = 10_000;

    private final Map<String, String> keys;

    HBaseMillionIT(StoreAddresses stores) {
        keys = new HashMap<>(KilledSinkProcess.keys(stores.zookeeper(), "million"));
        keys.keySet().removeAll(List.of("batch-events", "batch-time"));
        keys.putAll(Map.of("create-table", "true", "create-regions", "4"));
    }

    @Test
    void storesAndCountsAMillionEventsOnce(@TempDir Path folder) throws Exception {
        try (JournalRun run = JournalRun.start(folder, new HBaseSink(), keys)) {
            for (int from = 0; from < EVENTS; from += PUT_AT_ONCE) {
                run.put(KilledSinkProcess.events(from, from + PUT_AT_ONCE));
            }
            run.drain();
        }

        long rows = 0;
        Map<String, Long> views = new HashMap<>();
        try (AsyncConnection connection = connect();
                ResultScanner events =
                        scan(connection, new Scan().addColumn(Bytes.toBytes("e"), Bytes.toBytes("sequence")));
                ResultScanner counters =
                        scan(connection, new Scan().addColumn(Bytes.toBytes("c"), Bytes.toBytes("views")))) {
            for (Result row = events.next(); row != null; row = events.next()) {
                rows++;
            }
            for (Result row : counters) {
                views.put(Bytes.toString(row.getRow()), Bytes.toLong(row.value()));
            }
        }
        assertThat(rows).isEqualTo(EVENTS);
        assertThat(views).hasSize(KilledSinkProcess.PAGES);
        assertThat(views.values()).containsOnly((long) EVENTS / KilledSinkProcess.PAGES);
    }

    private static ResultScanner scan(AsyncConnection connection, Scan scan) {
        return connection
                .getTable(TableName.valueOf("million"))
                .getScanner(scan.setCaching(PUT_AT_ONCE).setFilter(new FirstKeyOnlyFilter()));
    }

    private AsyncConnection connect() throws IOException, InterruptedException {
        HBaseSettings settings = HBaseSettings.of(HBaseOptions.DECLARATION.read("any", keys, warning -> {}));
        return new HBaseConnector(settings.store()).connect();
    }
}
