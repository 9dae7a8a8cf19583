package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.Login;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.sink.hbase.HBaseSettings.Store;
import dev.headgate.testbed.HBaseReader;
import dev.headgate.testbed.HBaseTables;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.AsyncConnection;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Mutation;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.TableDescriptor;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StoresExtension.class)
class HBaseSinkIT {
    private final String zookeeper;
    private final List<SinkRun> started = new ArrayList<>();

    HBaseSinkIT(StoreAddresses stores) {
        zookeeper = stores.zookeeper();
    }

    @AfterEach
    void stop() {
        started.forEach(SinkRun::stop);
    }

    @Test
    void putsEachEventIntoARow() throws IOException {
        HBaseTables.create(zookeeper, "rows", "e");

        start("rows").put(events(2500)).drain();

        assertThat(landed("rows"))
                .hasSize(2500)
                .contains(new Landed("web-1", "0", "GET /0"), new Landed("web-1", "2499", "GET /2499"));
    }

    @Test
    void overwritesARepeatedBatchWithItself() throws IOException {
        HBaseTables.create(zookeeper, "repeated", "e");
        SinkRun sink = start("repeated");

        sink.put(events(100)).drain();
        List<Landed> once = landed("repeated");
        sink.put(events(100)).drain();

        assertThat(landed("repeated")).hasSize(100).isEqualTo(once);
        assertThat(sink.waiting()).isZero();
    }

    @Test
    void waitsForATableThatComesLate() throws IOException {
        SinkRun sink = start("late").put(events(10));
        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(10);

        HBaseTables.create(zookeeper, "late", "e");

        assertThat(sink.turn()).isEqualTo(Status.READY);
        assertThat(landed("late")).hasSize(10);
    }

    @Test
    void waitsForAColumnFamilyThatComesLate() throws Exception {
        HBaseTables.create(zookeeper, "other-family", "x");
        SinkRun sink = start("other-family").put(events(10));
        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(10);

        try (AsyncConnection connection = connect()) {
            connection
                    .getAdmin()
                    .addColumnFamily(TableName.valueOf("other-family"), ColumnFamilyDescriptorBuilder.of("e"))
                    .get();
        }

        assertThat(sink.turn()).isEqualTo(Status.READY);
        assertThat(landed("other-family")).hasSize(10);
    }

    @Test
    void createsATableAsItIsDescribed() throws Exception {
        SinkRun sink = start(Map.of(
                "table", "described",
                "row", "%{hash:16}-%{origin}-%{sequence}",
                "create-table", "true",
                "create-regions", "4",
                "create.e.VERSIONS", "3",
                "counter.all.row", "all",
                "counter.all.cell", "c.all"));

        sink.put(events(10)).drain();

        assertThat(landed("described")).hasSize(10);
        try (AsyncConnection connection = connect()) {
            TableName table = TableName.valueOf("described");
            TableDescriptor descriptor =
                    connection.getAdmin().getDescriptor(table).get();
            assertThat(descriptor.getColumnFamilyNames())
                    .containsExactlyInAnyOrder(Bytes.toBytes("c"), Bytes.toBytes("e"));
            assertThat(descriptor.getColumnFamily(Bytes.toBytes("e")).getMaxVersions())
                    .isEqualTo(3);
            assertThat(connection.getAdmin().getRegions(table).get())
                    .extracting(region -> Bytes.toString(region.getStartKey()))
                    .containsExactlyInAnyOrder("", "4", "8", "c");
        }
    }

    @Test
    void tellsAnEventThatHBaseRefusesApartFromThoseBesideIt(@TempDir Path folder) throws IOException {
        HBaseTables.create(zookeeper, "too-large", "e");
        SinkRun sink = start(Map.of(
                "table", "too-large",
                "dead-letters", folder.toString(),
                "hbase.hbase.client.keyvalue.maxsize", "0"));
        List<Event> events = new ArrayList<>(events(20));
        events.set(7, SinkRun.event("x".repeat(11 << 20), Map.of("origin", "web-1", "sequence", "7")));

        sink.put(events).drain();

        assertThat(sink.waiting()).isZero();
        assertThat(landed("too-large")).hasSize(19);
        assertThat(sink.counted("RejectedCount")).isEqualTo(1);
        assertThat(sink.counted("EventDrainSuccessCount")).isEqualTo(19);
        assertThat(deadLetters(folder)).contains("exceeds limit").hasLineCount(1);
    }

    @Test
    void refusesWhatTheClientWouldRefuseTogetherWithAllBesideIt(@TempDir Path folder) throws IOException {
        HBaseTables.create(zookeeper, "too-large-here", "e");
        SinkRun sink = start(Map.of(
                "table", "too-large-here",
                "dead-letters", folder.toString(),
                "hbase.hbase.client.keyvalue.maxsize", "1000"));
        List<Event> events = new ArrayList<>(events(20));
        events.set(7, SinkRun.event("x".repeat(1001), Map.of("origin", "web-1", "sequence", "7")));

        sink.put(events).drain();

        assertThat(landed("too-large-here")).hasSize(19);
        assertThat(deadLetters(folder)).contains("its cell e.body has").hasLineCount(1);
    }

    @Test
    void makesRowsByAClassOfTheUsersOwn(@TempDir Path folder) throws IOException {
        HBaseTables.create(zookeeper, "own-class", "e");
        SinkRun sink = start(Map.of(
                "table",
                "own-class",
                "mapper",
                TwoRows.class.getName(),
                "mapper.suffix",
                "-too",
                "dead-letters",
                folder.toString()));

        sink.put(SinkRun.event("a", Map.of()), SinkRun.event("bad", Map.of()), SinkRun.event("none", Map.of()))
                .drain();

        assertThat(landed("own-class")).extracting(Landed::body).containsExactly("a", "a-too");
        assertThat(sink.waiting()).isZero();
        assertThat(deadLetters(folder)).contains("bad ones are not mapped").hasLineCount(1);
    }

    /** A mapper as a user may write it. */
    public static final class TwoRows implements EventMapper {
        private String suffix = "";

        @Override
        public void configure(Map<String, String> keys) {
            suffix = keys.getOrDefault("suffix", "");
        }

        @Override
        public List<Mutation> map(Event event) {
            String body = new String(event.getBody(), StandardCharsets.UTF_8);
            return switch (body) {
                case "bad" -> throw new IllegalArgumentException("bad ones are not mapped");
                case "none" -> List.of();
                default -> List.of(put(body), put(body + suffix));
            };
        }

        private static Put put(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return new Put(bytes).addColumn(Bytes.toBytes("e"), Bytes.toBytes("body"), bytes);
        }
    }

    @Test
    void keepsEventsWithoutIdentityApart() throws IOException {
        HBaseTables.create(zookeeper, "unknown", "e");

        start("unknown")
                .put(SinkRun.event("same", Map.of()), SinkRun.event("same", Map.of()))
                .drain();

        assertThat(landed("unknown")).extracting(Landed::body).containsExactly("same", "same");
    }

    private SinkRun start(String table) {
        return start(Map.of("table", table));
    }

    private SinkRun start(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(keys);
        all.put("zookeeper", zookeeper);
        SinkRun sink = SinkRun.start(new HBaseSink(), all);
        started.add(sink);
        return sink;
    }

    private AsyncConnection connect() throws IOException, InterruptedException {
        return new HBaseConnector(new Store(
                        "",
                        List.of(zookeeper),
                        Login.OF_PROCESS,
                        Map.of(),
                        new TableCreation(false, Map.of(), List.of())))
                .connect();
    }

    private static String deadLetters(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of("origin", "web-1", "sequence", String.valueOf(i), "timestamp", "1767268800000")))
                .toList();
    }

    private List<Landed> landed(String table) throws IOException {
        List<Landed> landed = new ArrayList<>();
        new HBaseReader(zookeeper, table, "e").read(landed::add);
        return landed;
    }
}
