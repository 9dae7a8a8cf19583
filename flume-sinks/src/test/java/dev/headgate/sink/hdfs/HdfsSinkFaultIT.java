package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.StoresExtension;
import dev.headgate.testbed.HdfsReader;
import dev.headgate.testbed.StoreAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kills the sink and sets two against each other, on a real HDFS. */
@ExtendWith(StoresExtension.class)
class HdfsSinkFaultIT {
    private static final int EVENTS_EACH = 50;

    private final URI hdfs;
    private final Path folder;

    HdfsSinkFaultIT(StoreAddresses stores, @TempDir Path temporary) {
        hdfs = stores.hdfs();
        folder = temporary;
    }

    @Test
    void landsEachEventOnceThoughItIsKilledAtEveryStep() throws IOException, InterruptedException {
        String path = hdfs + "/killed";
        int events = 0;
        for (String moment : moments()) {
            boolean killed = runProcess(path, events, moment);
            events += EVENTS_EACH;
            assertThat(killed).as("was killed at %s", moment).isTrue();
        }
        assertThat(runProcess(path, events, "none")).isFalse();
        events += EVENTS_EACH;

        assertThat(landed("/killed")).containsExactlyInAnyOrderElementsOf(sequences(events));
        try (FileSystem fileSystem = FileSystem.newInstance(hdfs, new Configuration())) {
            assertThat(KilledSinkProcess.counted(fileSystem, path)).isEqualTo(events);
            assertThat(fileSystem.exists(new org.apache.hadoop.fs.Path("/killed/_headgate/w")))
                    .isFalse();
        }
    }

    /** All steps of an epoch, and those at which a merge of late events can be told from an epoch. */
    private static List<String> moments() {
        return Stream.concat(
                        Arrays.stream(Step.values()).map(Step::name),
                        Stream.of(
                                        "FILES_CLOSED",
                                        "MANIFEST_PUBLISHED",
                                        "FILE_RENAMED",
                                        "FILES_COUNTED",
                                        "MANIFEST_REMOVED")
                                .map(step -> Step.MERGE_BEGUN + ">" + step))
                .toList();
    }

    private boolean runProcess(String path, int events, String step) throws IOException, InterruptedException {
        try (FileSystem fileSystem = FileSystem.newInstance(hdfs, new Configuration())) {
            KilledSinkProcess.writeMark(fileSystem, path);
        }
        return KilledSinkProcess.run(
                folder.resolve("journal"), path, events, events + EVENTS_EACH, step, folder.resolve("log"));
    }

    @Test
    void theNameNodeRefusesASecondSinkOfTheSameWriterWhileTheFirstLives() throws IOException {
        try (JournalRun first = start("one");
                JournalRun second = start("two")) {
            first.put(SinkRun.event("one", Map.of("origin", "a", "sequence", "0")))
                    .turns(1);
            second.put(SinkRun.event("two", Map.of("origin", "a", "sequence", "1")));

            assertThat(second.turn()).isEqualTo(Status.BACKOFF);
            assertThat(second.waiting()).isEqualTo(1);
            first.stopSink();
            assertThat(second.turn()).isEqualTo(Status.READY);
        }
        assertThat(landed("/named-alike")).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void removesWhatAWriterThatIsGoneLeftWhenItIsOldEnough() throws IOException {
        org.apache.hadoop.fs.Path orphan = new org.apache.hadoop.fs.Path("/named-alike/_headgate/gone/run-1");
        try (FileSystem fileSystem = FileSystem.newInstance(hdfs, new Configuration())) {
            fileSystem.create(new org.apache.hadoop.fs.Path(orphan, "file-1")).close();
            start("young", Clock.systemUTC()).turns(1).close();
            assertThat(fileSystem.exists(orphan)).isTrue();

            start("old", Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
                    .turns(1)
                    .close();
            assertThat(fileSystem.exists(orphan)).isFalse();
        }
    }

    @Test
    void makesOneFileForEachOldFolderOfFiveEpochs() throws IOException {
        SettableClock clock = new SettableClock();
        Map<String, String> keys = Map.of(
                "path", hdfs + "/late/%{stream}/hr=%H",
                "writer", "w",
                "columns", "origin,sequence",
                "roll-age", "1m",
                "lateness", "10m",
                "late-age", "1h",
                "audit", "true",
                "hadoop.dfs.replication", "1");
        try (JournalRun run = JournalRun.start(folder.resolve("late"), keys, clock, Step.Watch.NONE)) {
            run.turns(1);
            for (int epoch = 0; epoch < 5; epoch++) {
                run.put(lateEvents(epoch * 4, epoch * 4 + 4)).turns(1);
                clock.pass(Duration.ofMinutes(1));
                run.turns(1);
            }
            assertThat(run.waiting()).isZero();
            assertThat(run.shown("HeldEventCount")).isEqualTo(20);
            assertThat(landed("/late")).isEmpty();

            clock.pass(Duration.ofHours(1));
            run.turns(1);
        }
        assertThat(landed("/late")).containsExactlyInAnyOrderElementsOf(sequences(20));
        try (FileSystem fileSystem = FileSystem.newInstance(hdfs, new Configuration())) {
            assertThat(KilledSinkProcess.counted(fileSystem, hdfs + "/late")).isEqualTo(20);
            for (String stream : List.of("web", "app")) {
                assertThat(fileSystem.globStatus(new org.apache.hadoop.fs.Path("/late/" + stream + "/hr=22/*.txt")))
                        .filteredOn(file -> file.getLen() > 0)
                        .hasSize(1);
            }
            assertThat(fileSystem.exists(new org.apache.hadoop.fs.Path("/late/_headgate/w")))
                    .isFalse();
        }
    }

    /** Of an hour that was over when the clock began. */
    private static List<Event> lateEvents(int from, int to) {
        String time = Long.toString(Instant.parse("2026-03-28T22:30:00Z").toEpochMilli());
        return IntStream.range(from, to)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i,
                        Map.of(
                                "stream",
                                i % 2 == 0 ? "web" : "app",
                                "timestamp",
                                time,
                                "origin",
                                "web-1",
                                "sequence",
                                Integer.toString(i))))
                .toList();
    }

    private JournalRun start(String journal) {
        return start(journal, new SettableClock());
    }

    private JournalRun start(String journal, Clock clock) {
        Map<String, String> keys = Map.of(
                "path", hdfs + "/named-alike",
                "writer", "w",
                "columns", "origin,sequence",
                "hadoop.dfs.replication", "1");
        return JournalRun.start(folder.resolve(journal), keys, clock, Step.Watch.NONE);
    }

    private List<String> landed(String path) throws IOException {
        List<String> sequences = new ArrayList<>();
        new HdfsReader(hdfs, path).read(landed -> sequences.add(landed.sequence()));
        return sequences;
    }

    private static List<String> sequences(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
