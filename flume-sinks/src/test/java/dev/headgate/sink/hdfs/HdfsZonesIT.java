package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.Hdfs;
import dev.headgate.testbed.HdfsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.crypto.key.KeyProvider;
import org.apache.hadoop.crypto.key.KeyProviderFactory;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.client.CreateEncryptionZoneFlag;
import org.apache.hadoop.hdfs.client.HdfsAdmin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivers into encryption zones and into erasure-coded folders of an HDFS of its own. */
class HdfsZonesIT {
    private static final String POLICY = "XOR-2-1-1024k";

    @TempDir
    static Path shared = Path.of("");

    private static Hdfs hdfs;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void start() throws IOException {
        String keys = "jceks://file" + shared.resolve("keys.jceks");
        Configuration configuration = new Configuration();
        KeyProvider provider = KeyProviderFactory.get(URI.create(keys), configuration);
        try {
            provider.createKey("events", KeyProvider.options(configuration));
            provider.flush();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
        hdfs = Hdfs.start(
                Path.of(System.getProperty("headgate.home")),
                shared.resolve("hdfs"),
                3,
                Map.of("hadoop.security.key.provider.path", keys),
                Duration.ofMinutes(2));
    }

    @AfterAll
    static void stop() {
        hdfs.close();
    }

    @Test
    void deliversIntoAnEncryptionZone() throws IOException {
        makeZone("/zone");

        deliver("/zone/logs");

        assertThat(bodies("/zone")).containsExactly("one", "two");
        assertThat(rawLength("/zone/logs/web")).isPositive();
    }

    @Test
    void refusesAFolderThatFilesCannotBeRenamedInto() throws IOException {
        makeZone("/mixed/web");
        SettableClock clock = new SettableClock();
        try (JournalRun run = JournalRun.start(
                folder.resolve("journal"), keys("/mixed", Map.of("roll-age", "10s")), clock, Step.Watch.NONE)) {
            run.put(SinkRun.event("one", headers())).turns(1);
            clock.pass(Duration.ofSeconds(10));
            run.turn();

            assertThat(run.waiting()).isEqualTo(1);
            assertThat(run.reason())
                    .contains("'hdfs:")
                    .contains("is in the encryption zone '/mixed/web'")
                    .contains("in no encryption zone")
                    .contains("Let the fixed folder of key 'path' be in that encryption zone");
        }
        assertThat(bodies("/mixed")).isEmpty();
    }

    @Test
    void deliversIntoAnErasureCodedFolderAndKeepsOthersOfItsNameAway() throws IOException {
        makeCoded("/coded");
        try (JournalRun first = start("/coded/logs", Map.of());
                JournalRun second = JournalRun.start(
                        folder.resolve("second"),
                        keys("/coded/logs", Map.of()),
                        new SettableClock(),
                        Step.Watch.NONE)) {
            first.put(SinkRun.event("one", headers()), SinkRun.event("two", headers()))
                    .turns(1);
            second.put(SinkRun.event("three", headers()));

            assertThat(second.turn()).isEqualTo(Status.BACKOFF);
            assertThat(second.reason()).contains("writer 'w' is taken: sink 'out-in-journal'");
            first.stopSink();
            assertThat(second.turn()).isEqualTo(Status.READY);
        }
        assertThat(bodies("/coded")).containsExactlyInAnyOrder("one", "two", "three");
        try (DistributedFileSystem fileSystem = fileSystem()) {
            var file = fileSystem.listStatus(path("/coded/logs/web"))[0].getPath();
            assertThat(fileSystem.getErasureCodingPolicy(file).getName()).isEqualTo(POLICY);
        }
    }

    @Test
    void refusesAnErasureCodedFolderWithoutAJournal() throws IOException {
        makeCoded("/plain-coded");
        SinkRun run = SinkRun.start(new HdfsSink(), keys("/plain-coded", Map.of()));
        run.put(SinkRun.event("one", headers()));

        assertThat(run.turn()).isEqualTo(Status.BACKOFF);

        assertThat(run.waiting()).isEqualTo(1);
        assertThat(run.shown("Reason")).asString().contains("cannot be flushed", "put a journal before the sink");
        run.stop();
    }

    private void deliver(String path) {
        try (JournalRun run = start(path, Map.of())) {
            run.put(SinkRun.event("one", headers()), SinkRun.event("two", headers()))
                    .turns(1)
                    .stopSink();
            assertThat(run.waiting()).isZero();
        }
    }

    private JournalRun start(String path, Map<String, String> more) {
        return JournalRun.start(folder.resolve("journal"), keys(path, more), new SettableClock(), Step.Watch.NONE);
    }

    private static Map<String, String> keys(String path, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", hdfs.uri() + path + "/%{stream}",
                "writer", "w",
                "columns", "origin,sequence",
                "hadoop.dfs.replication", "1"));
        keys.putAll(more);
        return keys;
    }

    private static Map<String, String> headers() {
        return Map.of("stream", "web", "origin", "web-1", "sequence", "0");
    }

    private static void makeZone(String folder) throws IOException {
        try (DistributedFileSystem fileSystem = fileSystem()) {
            fileSystem.mkdirs(path(folder));
        }
        new HdfsAdmin(hdfs.uri(), new Configuration())
                .createEncryptionZone(path(folder), "events", EnumSet.noneOf(CreateEncryptionZoneFlag.class));
    }

    private static void makeCoded(String folder) throws IOException {
        try (DistributedFileSystem fileSystem = fileSystem()) {
            fileSystem.enableErasureCodingPolicy(POLICY);
            fileSystem.mkdirs(path(folder));
            fileSystem.setErasureCodingPolicy(path(folder), POLICY);
        }
    }

    private static long rawLength(String folder) throws IOException {
        try (DistributedFileSystem fileSystem = fileSystem()) {
            return fileSystem.listStatus(path(folder))[0].isEncrypted()
                    ? fileSystem.listStatus(path(folder))[0].getLen()
                    : 0;
        }
    }

    private static org.apache.hadoop.fs.Path path(String folder) {
        return new org.apache.hadoop.fs.Path(folder);
    }

    private static DistributedFileSystem fileSystem() throws IOException {
        return (DistributedFileSystem) FileSystem.newInstance(hdfs.uri(), new Configuration());
    }

    private static List<String> bodies(String path) throws IOException {
        List<String> bodies = new ArrayList<>();
        new HdfsReader(hdfs.uri(), path).read(landed -> bodies.add(landed.body()));
        return bodies;
    }
}
