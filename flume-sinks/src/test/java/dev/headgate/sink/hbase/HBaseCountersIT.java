package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.HBaseTables;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class HBaseCountersIT {
    private static final int PAGES = 7;

    private final String zookeeper;
    private final List<AutoCloseable> opened = new ArrayList<>();

    HBaseCountersIT(StoreAddresses stores) {
        zookeeper = stores.zookeeper();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void countsEachEventOnceHoweverABatchIsCutTheSecondTime() throws Exception {
        HBaseTables.create(zookeeper, "cut", "e", "c");
        deliver(writer("cut"), "journal-1", 0, 100);
        HBaseWriter restarted = writer("cut");

        deliver(restarted, "journal-1", 30, 140);
        deliver(restarted, "journal-1", 140, 200);
        deliver(restarted, "journal-1", 140, 210);

        assertCounted("cut", "views", 210);
        assertCounted("cut", "bytes", 420);
    }

    @Test
    void addsUpWhatSeveralJournalsCount() throws Exception {
        HBaseTables.create(zookeeper, "journals", "e", "c");

        deliver(writer("journals"), "journal-1", 0, 100);
        deliver(writer("journals"), "journal-2", 0, 100);

        assertCounted("journals", "views", 200);
    }

    @Test
    void countsEachEventOnceWhereALostAnswerIsTakenForAFailure() throws Exception {
        HBaseTables.create(zookeeper, "lost", "e", "c");
        AtomicBoolean lose = new AtomicBoolean(true);
        HBaseWriter writer = writer(
                settings("lost"),
                connector -> new InterceptedConnection(
                        connector,
                        (method, answers) ->
                                method.equals("checkAndMutate") && lose.getAndSet(false) ? lost(answers) : answers));

        assertThatThrownBy(() -> deliver(writer, "journal-1", 0, 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the answer was lost");
        deliver(writer, "journal-1", 0, 100);

        assertCounted("lost", "views", 100);
    }

    /** What happens where an agent is thought dead, another one takes its journal over, and both go on. */
    @Test
    void countsEachEventOnceWhereTwoWritersOfOneJournalCountAtOnce() throws Exception {
        HBaseTables.create(zookeeper, "both", "e", "c");
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                Random random = new Random(seed + number);
                running.add(threads.submit(all(writer("both"), random, 1000)));
            }
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(counted("both", "views")).as("seed " + seed).isEqualTo(1000);
    }

    @Test
    void goesOnWhereTheGuardWasForgotten() throws Exception {
        HBaseTables.create(zookeeper, "forgotten", "e", "c");
        CounterBatch batch =
                new CounterBatch("latest", settings("forgotten").mapping().counters());
        AsyncConnection connection = connect();
        var table = connection.getTable(TableName.valueOf("forgotten"));
        GuardedCounters counters = new GuardedCounters(table, "e", Duration.ofMillis(200), "journal-1");

        counters.add(additions(batch, 0, 10));
        Get guard = new Get(page(0)).addColumn(Bytes.toBytes("e"), Bytes.toBytes("seen/journal-1"));
        await().until(() -> table.get(guard).get().isEmpty());
        counters.add(additions(batch, 10, 20));

        assertCounted("forgotten", "views", 20);
    }

    @Test
    void refusesTheEventsOfACounterThatIsNoNumberAndCountsTheOthers() throws Exception {
        HBaseTables.create(zookeeper, "no-number", "e", "c");
        connect()
                .getTable(TableName.valueOf("no-number"))
                .put(new Put(page(0)).addColumn(Bytes.toBytes("c"), Bytes.toBytes("views"), Bytes.toBytes("x")))
                .get();

        Outcome outcome = deliver(writer("no-number"), "journal-1", 0, 70);

        assertThat(outcome.confirmed()).isEqualTo(60);
        assertThat(outcome.rejected()).hasSize(10).allSatisfy(rejected -> assertThat(rejected.reason())
                .contains("not counted")
                .contains("long"));
        assertThat(cell("no-number", page(1), "views")).isEqualTo(10);
    }

    /** The sink holds, somebody raises the limit, and the batch comes again. */
    @Test
    void countsAnEventThatWasHeldWhenItIsTaken() throws Exception {
        HBaseTables.create(zookeeper, "held", "e", "c");
        Map<String, String> limited = Map.of("hbase.hbase.client.keyvalue.maxsize", "100");
        List<PositionedEvent> events = new ArrayList<>(events(0, 70));
        events.set(
                30,
                new PositionedEvent(
                        30,
                        SinkRun.event("{\"page\":\"page-2\",\"bytes\":2," + " ".repeat(100) + "\"x\":1}", Map.of())));

        Outcome held = deliver(writer("held", limited), "journal-1", events);
        assertThat(held.rejected()).hasSize(1);
        assertThat(held.confirmed()).isEqualTo(69);
        deliver(writer("held"), "journal-1", events);

        assertCounted("held", "views", 70);
    }

    @Test
    void countsWithoutAJournalToo() throws Exception {
        HBaseTables.create(zookeeper, "plain", "e", "c");

        deliver(writer("plain"), null, 0, 100);

        assertCounted("plain", "views", 100);
    }

    private static List<CompletableFuture<?>> lost(List<CompletableFuture<?>> answers) {
        List<CompletableFuture<?>> lost = new ArrayList<>();
        for (CompletableFuture<?> answer : answers) {
            lost.add(answer.thenApply(done -> {
                throw new IllegalStateException("the answer was lost");
            }));
        }
        return lost;
    }

    /** Delivers all events in batches cut at random, each from somewhere before the end of the one before. */
    private static Callable<Void> all(HBaseWriter writer, Random random, int events) {
        return () -> {
            int from = 0;
            while (from < events) {
                int start = Math.max(0, from - random.nextInt(20));
                int end = Math.min(events, start + 20 + random.nextInt(60));
                deliver(writer, "journal-1", start, end);
                from = end;
            }
            return null;
        };
    }

    private static Outcome deliver(HBaseWriter writer, @Nullable String journalId, int from, int to)
            throws IOException, InterruptedException {
        return deliver(writer, journalId, events(from, to));
    }

    private static Outcome deliver(HBaseWriter writer, @Nullable String journalId, List<PositionedEvent> events)
            throws IOException, InterruptedException {
        writer.open(journalId);
        writer.write(events);
        return writer.confirm();
    }

    private static List<PositionedEvent> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new PositionedEvent(
                        number,
                        SinkRun.event(
                                "{\"page\":\"page-" + number % PAGES + "\",\"bytes\":2}",
                                Map.of("origin", "web", "sequence", String.valueOf(number)))))
                .toList();
    }

    private Map<RowKey, List<CounterBatch.Addition>> additions(CounterBatch batch, int from, int to) {
        for (PositionedEvent event : events(from, to)) {
            batch.add(
                    event,
                    new MappedEvent(
                            event.event().getBody(),
                            Map.of(),
                            settings("any").mapping().format()));
        }
        return batch.take(Set.of());
    }

    private HBaseSettings settings(String table) {
        return settings(table, Map.of());
    }

    private HBaseSettings settings(String table, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(more);
        keys.put("table", table);
        keys.put("zookeeper", zookeeper);
        keys.put("counter.views.row", "%{json:$.page}");
        keys.put("counter.views.cell", "c.views");
        keys.put("counter.bytes.row", "%{json:$.page}");
        keys.put("counter.bytes.cell", "c.bytes");
        keys.put("counter.bytes.add", "json:$.bytes");
        return HBaseSettings.of(HBaseOptions.DECLARATION.read("latest", keys, warning -> {}));
    }

    private HBaseWriter writer(String table) {
        return writer(settings(table), connector -> connector);
    }

    private HBaseWriter writer(String table, Map<String, String> more) {
        return writer(settings(table, more), connector -> connector);
    }

    private HBaseWriter writer(HBaseSettings settings, UnaryOperator<Connector> change) {
        HBaseWriter writer = new HBaseWriter("latest", settings, change.apply(new HBaseConnector(settings.store())));
        opened.add(writer);
        return writer;
    }

    private AsyncConnection connect() throws IOException, InterruptedException {
        AsyncConnection connection = new HBaseConnector(settings("any").store()).connect();
        opened.add(connection);
        return connection;
    }

    private void assertCounted(String table, String counter, long expected) throws Exception {
        assertThat(counted(table, counter)).isEqualTo(expected);
    }

    private long counted(String table, String counter) throws Exception {
        long sum = 0;
        for (int page = 0; page < PAGES; page++) {
            sum += cell(table, page(page), counter);
        }
        return sum;
    }

    private long cell(String table, byte[] row, String counter) throws Exception {
        Result result =
                connect().getTable(TableName.valueOf(table)).get(new Get(row)).get();
        byte[] value = result.getValue(Bytes.toBytes("c"), Bytes.toBytes(counter));
        return value == null ? 0 : Bytes.toLong(value);
    }

    private static byte[] page(int number) {
        return Bytes.toBytes("page-" + number);
    }
}
