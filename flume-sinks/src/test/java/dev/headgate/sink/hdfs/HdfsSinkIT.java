package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.HdfsReader;
import dev.headgate.testbed.Landed;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class HdfsSinkIT {
    private final URI hdfs;
    private String folder = "";

    HdfsSinkIT(StoreAddresses stores) {
        hdfs = stores.hdfs();
    }

    @BeforeEach
    void takeFolder(TestInfo test) {
        folder = "/" + test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void showsFilesOnlyWhenTheyAreWhole() throws IOException {
        SinkRun sink = start(Map.of()).put(events(0, 2500)).drain();
        assertThat(landed("")).isEmpty();

        sink.stop();

        assertThat(landed("")).extracting(Landed::sequence).containsExactlyElementsOf(sequences(0, 2500));
        assertThat(exists("/_headgate/w")).isFalse();
    }

    @Test
    void dividesByHeaderAndTime() throws IOException {
        SinkRun sink = start(Map.of())
                .put(
                        SinkRun.event("one", Map.of("stream", "web", "timestamp", "1767268800000")),
                        SinkRun.event("two", Map.of("stream", "web", "timestamp", "1767272400000")),
                        SinkRun.event("three", Map.of("stream", "app")))
                .drain();
        sink.stop();

        assertThat(landed("/web/dt=2026-01-01/hr=12")).extracting(Landed::body).containsExactly("one");
        assertThat(landed("/web/dt=2026-01-01/hr=13")).extracting(Landed::body).containsExactly("two");
        assertThat(landed("/app/dt=unknown/hr=unknown"))
                .extracting(Landed::body)
                .containsExactly("three");
    }

    @Test
    void publishesWhatAKilledSinkHadCommitted() {
        start(Map.of()).put(events(0, 1500)).drain();

        SinkRun next = start(Map.of());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            next.turn();
            assertThat(landed("")).extracting(Landed::sequence).containsExactlyElementsOf(sequences(0, 1500));
        });
        next.put(events(1500, 1600)).drain().stop();
    }

    @Test
    void deliversOnWhileItRecovers() throws IOException {
        start(Map.of()).put(events(0, 10)).drain();

        SinkRun next = start(Map.of()).put(events(10, 20)).drain();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            next.turn();
            assertThat(landed("")).hasSize(10);
        });
        next.stop();

        assertThat(landed("")).extracting(Landed::sequence).containsExactlyInAnyOrderElementsOf(sequences(0, 20));
        assertThat(exists("/_headgate/w")).isFalse();
    }

    @Test
    void cutsALineThatAKilledSinkLeftHalfWritten() throws IOException {
        FileSystem killed = fileSystem();
        FSDataOutputStream stream = killed.create(new Path(folder + "/_headgate/w/files/web/torn.txt"), false);
        stream.writeBytes("web-1\t0\tone\nweb-1\t1\tt");
        stream.hflush();

        SinkRun next = start(Map.of());

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            next.turn();
            assertThat(landed("/web")).containsExactly(new Landed("web-1", "0", "one"));
        });
        next.stop();
        assertThat(exists("/_headgate/w")).isFalse();
    }

    private SinkRun start(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", hdfs + folder + "/%{stream}/dt=%Y-%m-%d/hr=%H",
                "writer", "w",
                "columns", "origin,sequence",
                "hadoop.dfs.replication", "1"));
        keys.putAll(more);
        return SinkRun.start(new HdfsSink(), keys);
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of(
                                "stream", "web",
                                "origin", "web-1",
                                "sequence", String.valueOf(i),
                                "timestamp", "1767268800000")))
                .toList();
    }

    private static List<String> sequences(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    private List<Landed> landed(String below) throws IOException {
        List<Landed> landed = new ArrayList<>();
        new HdfsReader(hdfs, folder + below).read(landed::add);
        return landed;
    }

    private boolean exists(String below) throws IOException {
        try (FileSystem fileSystem = fileSystem()) {
            return fileSystem.exists(new Path(folder + below));
        }
    }

    private FileSystem fileSystem() throws IOException {
        Configuration configuration = new Configuration();
        configuration.setInt("dfs.replication", 1);
        return FileSystem.newInstance(hdfs, configuration);
    }
}
