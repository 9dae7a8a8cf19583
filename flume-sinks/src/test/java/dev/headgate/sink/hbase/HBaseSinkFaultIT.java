package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.sink.StoresExtension;
import dev.headgate.sink.hbase.KilledSink.Step;
import dev.headgate.testbed.HBaseCommand;
import dev.headgate.testbed.HBaseReader;
import dev.headgate.testbed.HBaseTables;
import dev.headgate.testbed.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.ServerName;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncAdmin;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.RegionInfo;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.ResultScanner;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kills the sink's process and HBase's region servers, and moves regions, and then counts rows and counters. */
@ExtendWith(StoresExtension.class)
class HBaseSinkFaultIT {
    private static final int EVENTS_EACH = 200;
    private static final int MANY_EVENTS = 200_000;

    private final Stores stores;
    private final String zookeeper;
    private final Path folder;

    HBaseSinkFaultIT(Stores stores, @TempDir Path temporary) {
        this.stores = stores;
        zookeeper = stores.addresses().zookeeper();
        folder = temporary;
    }

    @Test
    void storesAndCountsEachEventOnceThoughItIsKilledAtEveryStep() throws Exception {
        HBaseTables.create(zookeeper, "killed", "e", "c");
        int events = 0;
        for (Step step : Step.values()) {
            boolean killed = KilledSinkProcess.run(
                    List.of(
                            folder.resolve("journal").toString(),
                            zookeeper,
                            "killed",
                            Integer.toString(events),
                            Integer.toString(events + EVENTS_EACH),
                            step.name()),
                    folder.resolve("log"));
            events += EVENTS_EACH;
            assertThat(killed).as("was killed at %s", step).isEqualTo(step != Step.NONE);
        }

        assertLandedOnce("killed", events);
    }

    @Test
    void storesAndCountsEachEventOnceWhileRegionsMoveAndTheirServerDies() throws Exception {
        Map<String, String> keys = new HashMap<>(KilledSinkProcess.keys(zookeeper, "moved"));
        keys.putAll(Map.of("batch-events", "2000", "create-table", "true", "create-regions", "4"));
        try (JournalRun run = JournalRun.start(folder.resolve("moving"), new KilledSink(Step.NONE), keys);
                AsyncConnection connection = connect()) {
            run.put(KilledSinkProcess.events(0, MANY_EVENTS));
            CompletableFuture<Void> draining = CompletableFuture.runAsync(run::drain);

            awaitLeft(run, 0.9);
            stores.tell(HBaseCommand.ADD_REGION_SERVER);
            moveAll(connection.getAdmin(), "moved");
            awaitLeft(run, 0.5);
            assertThat(run.waiting())
                    .as("still waiting when the server is killed")
                    .isPositive();
            stores.tell(HBaseCommand.KILL_REGION_SERVER);
            draining.get();
        }

        assertLandedOnce("moved", MANY_EVENTS);
    }

    @Test
    void storesAndCountsEachEventOnceWhileARegionSplits() throws Exception {
        HBaseTables.create(zookeeper, "split", "e", "c");
        TableName table = TableName.valueOf("split");
        Map<String, String> keys = new HashMap<>(KilledSinkProcess.keys(zookeeper, "split"));
        keys.put("batch-events", "2000");
        try (JournalRun run = JournalRun.start(folder.resolve("splitting"), new KilledSink(Step.NONE), keys);
                AsyncConnection connection = connect()) {
            run.put(KilledSinkProcess.events(0, MANY_EVENTS));
            CompletableFuture<Void> draining = CompletableFuture.runAsync(run::drain);

            awaitLeft(run, 0.9);
            connection.getAdmin().split(table, Bytes.toBytes("8")).get();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> connection.getAdmin().getRegions(table).get().size() == 2);
            assertThat(run.waiting()).as("still waiting when it is split").isPositive();
            draining.get();
        }

        assertLandedOnce("split", MANY_EVENTS);
    }

    private static void awaitLeft(JournalRun run, double share) {
        await().atMost(Duration.ofMinutes(2)).until(() -> run.waiting() < MANY_EVENTS * share);
    }

    /** Moves every other region to the server that came last, so that both have some. */
    private static void moveAll(AsyncAdmin admin, String table) throws Exception {
        ServerName latest = admin.getRegionServers().get().stream()
                .max(Comparator.comparingLong(ServerName::getStartCode))
                .orElseThrow();
        for (RegionInfo region : admin.getRegions(TableName.valueOf(table)).get()) {
            admin.move(region.getEncodedNameAsBytes(), latest).get();
        }
        ServerName first = admin.getRegionServers().get().stream()
                .min(Comparator.comparingLong(ServerName::getStartCode))
                .orElseThrow();
        admin.move(admin.getRegions(TableName.valueOf(table)).get().get(0).getEncodedNameAsBytes(), first)
                .get();
    }

    private void assertLandedOnce(String table, int events) throws IOException, InterruptedException {
        Set<String> sequences = new HashSet<>();
        new HBaseReader(zookeeper, table, "e").read(row -> {
            if (!row.sequence().isEmpty()) {
                assertThat(sequences.add(row.sequence())).isTrue();
            }
        });
        assertThat(sequences).hasSize(events);

        Map<String, Long> expected = IntStream.range(0, KilledSinkProcess.PAGES)
                .boxed()
                .collect(Collectors.toMap(page -> "page/" + page, page -> (long) events / KilledSinkProcess.PAGES));
        assertThat(views(table)).isEqualTo(expected);
    }

    private Map<String, Long> views(String table) throws IOException, InterruptedException {
        Map<String, Long> views = new HashMap<>();
        byte[] family = Bytes.toBytes("c");
        try (AsyncConnection connection = connect();
                ResultScanner rows =
                        connection.getTable(TableName.valueOf(table)).getScanner(new Scan().addFamily(family))) {
            for (Result row : rows) {
                views.put(Bytes.toString(row.getRow()), Bytes.toLong(row.getValue(family, Bytes.toBytes("views"))));
            }
        }
        return views;
    }

    private AsyncConnection connect() throws IOException, InterruptedException {
        HBaseSettings settings = HBaseSettings.of(
                HBaseOptions.DECLARATION.read("any", KilledSinkProcess.keys(zookeeper, "any"), warning -> {}));
        return new HBaseConnector(settings.store()).connect();
    }
}
