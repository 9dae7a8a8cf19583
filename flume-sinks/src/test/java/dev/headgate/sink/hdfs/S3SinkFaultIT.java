package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.S3;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delivers to a real S3 server, where nothing is renamed, and kills the sink on the way. */
class S3SinkFaultIT {
    private static final int EVENTS_EACH = 50;

    @TempDir
    static Path shared = Path.of("");

    private static S3 s3;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void startServer() {
        s3 = S3.start(Path.of(System.getProperty("headgate.home")), shared, Duration.ofMinutes(2));
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    @Test
    void landsEachEventOnceThoughItIsKilledAtEveryStep() throws IOException, InterruptedException {
        int events = 0;
        List<String> moments =
                new ArrayList<>(Arrays.stream(Step.values()).map(Step::name).toList());
        moments.add(Step.MERGE_BEGUN + ">" + Step.MANIFEST_PUBLISHED);
        moments.add(Step.MERGE_BEGUN + ">" + Step.FILE_RENAMED);
        for (String moment : moments) {
            assertThat(runProcess(events, moment))
                    .as("was killed at %s", moment)
                    .isTrue();
            events += EVENTS_EACH;
        }
        assertThat(runProcess(events, "none")).isFalse();
        events += EVENTS_EACH;

        assertThat(sequences("killed"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, events).mapToObj(Integer::toString).toList());
        try (FileSystem fileSystem = fileSystem()) {
            assertThat(KilledSinkProcess.counted(fileSystem, s3.uri() + "/killed"))
                    .isEqualTo(events);
        }
        assertThat(hidden("killed", "upload-")).isEmpty();
        assertThat(s3.openUploads()).noneMatch(key -> key.startsWith("killed/"));
        assertThat(hidden("killed", "lock")).isEmpty();
    }

    private boolean runProcess(int from, String step) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                folder.resolve("journal").toString(),
                s3.uri() + "/killed",
                Integer.toString(from),
                Integer.toString(from + EVENTS_EACH),
                step));
        s3.clientSettings().forEach((key, value) -> arguments.add("hadoop." + key + "=" + value));
        try (FileSystem fileSystem = fileSystem()) {
            KilledSinkProcess.writeMark(fileSystem, s3.uri() + "/killed");
        }
        return KilledSinkProcess.run(arguments, folder.resolve("log"));
    }

    @Test
    void showsAnObjectOnlyWhenItsEpochIsPublished() throws IOException {
        SettableClock clock = new SettableClock();
        try (JournalRun run = start("seen", Map.of("roll-age", "10s"), clock, Step.Watch.NONE)) {
            run.put(events(0, 3)).turns(2);
            assertThat(sequences("seen")).isEmpty();

            clock.pass(Duration.ofSeconds(10));
            run.turn();

            assertThat(run.waiting()).isZero();
            assertThat(sequences("seen")).containsExactlyInAnyOrder("0", "1", "2");
            assertThat(names("seen/web"))
                    .singleElement()
                    .asString()
                    .matches("20260329T010203-w-[0-9a-f]{16}-000000000001\\.txt");
        }
        assertThat(names("seen/_headgate")).isEmpty();
    }

    @Test
    void uploadsALargeFileInParts() throws IOException {
        Event large = SinkRun.event("x".repeat(600_000), Map.of("stream", "web"));
        JournalRun run = start("large", Map.of(), new SettableClock(), Step.Watch.NONE);
        for (int i = 0; i < 35; i++) {
            run.put(large).turn();
        }
        run.close();

        try (FileSystem fileSystem = fileSystem()) {
            FileStatus[] files = fileSystem.listStatus(new org.apache.hadoop.fs.Path(s3.uri() + "/large/web"));
            assertThat(files).hasSize(1);
            assertThat(files[0].getLen()).isEqualTo(35L * 600_003);
        }
    }

    @Test
    void refusesASecondSinkOfTheSameNameWhileTheFirstLives() throws IOException {
        try (JournalRun first = start("alike", "one", Step.Watch.NONE);
                JournalRun second = start("alike", "two", Step.Watch.NONE)) {
            first.put(events(0, 2)).turns(1);
            second.put(events(2, 4));

            assertThat(second.turn()).isEqualTo(Status.BACKOFF);
            assertThat(second.reason()).contains("writer 'w' is taken").contains("sink 'out-in-one'");
            assertThat(second.waiting()).isEqualTo(2);
            first.stopSink();
            assertThat(second.turn()).isEqualTo(Status.READY);
        }
        assertThat(sequences("alike")).containsExactlyInAnyOrder("0", "1", "2", "3");
    }

    /** The other takes the place at the last moment before the first publishes. */
    @Test
    void cannotPublishWhenAnotherHasTakenItForGone() throws IOException {
        AtomicBoolean taken = new AtomicBoolean();
        List<JournalRun> others = new ArrayList<>();
        Step.Watch watch = step -> {
            if (step == Step.MANIFEST_WRITTEN && taken.compareAndSet(false, true)) {
                removeLock();
                others.add(start("fenced", "two", Step.Watch.NONE)
                        .put(events(2, 4))
                        .turns(1));
            }
        };
        try (JournalRun first = start("fenced", "one", watch)) {
            first.put(events(0, 2)).turns(1).stopSink();

            assertThat(taken).isTrue();
            assertThat(sequences("fenced")).isEmpty();
            assertThat(first.waiting()).isEqualTo(2);
            others.get(0).stopSink();
            assertThat(sequences("fenced")).containsExactlyInAnyOrder("2", "3");
            try (JournalRun again =
                    JournalRun.start(first.journal(), keys("fenced", Map.of()), new SettableClock(), Step.Watch.NONE)) {
                again.turns(2).stopSink();
                assertThat(sequences("fenced")).containsExactlyInAnyOrder("0", "1", "2", "3");
            }
        } finally {
            others.forEach(JournalRun::close);
        }
        assertThat(s3.openUploads()).noneMatch(key -> key.startsWith("fenced/"));
    }

    @Test
    void landsEachEventOnceThoughItsWriterIsRenamedBehindACrash() throws IOException {
        JournalRun killed = start("renamed", "renamed", step -> {
            if (step == Step.MANIFEST_PUBLISHED) {
                throw new IllegalStateException("killed");
            }
        });
        killed.put(events(0, 2)).turns(1).stopSink();
        assertThat(sequences("renamed")).isEmpty();

        try (JournalRun next = JournalRun.start(
                killed.journal(), keys("renamed", Map.of("writer", "v")), new SettableClock(), Step.Watch.NONE)) {
            next.put(events(2, 4)).turns(2).stopSink();
            assertThat(next.waiting()).isZero();
        }
        assertThat(sequences("renamed")).containsExactlyInAnyOrder("0", "1", "2", "3");
        assertThat(hidden("renamed", "upload-")).isEmpty();
    }

    private void removeLock() {
        try (FileSystem fileSystem = fileSystem()) {
            fileSystem.delete(new org.apache.hadoop.fs.Path(s3.uri() + "/fenced/_headgate/w/lock"), false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void removesWhatAWriterThatIsGoneLeftWhenItIsOldEnough() throws IOException {
        String path = s3.uri() + "/left";
        JournalRun gone = start("left", "gone", step -> {
            if (step == Step.FILES_CLOSED) {
                throw new IllegalStateException("killed");
            }
        });
        gone.put(events(0, 2)).turns(1).stopSink();
        assertThat(s3.openUploads()).anyMatch(key -> key.startsWith("left/"));
        Map<String, String> other = Map.of("writer", "other");
        try (FileSystem fileSystem = fileSystem()) {
            fileSystem.delete(new org.apache.hadoop.fs.Path(path + "/_headgate/w/lock"), false);
            fileSystem
                    .create(new org.apache.hadoop.fs.Path(path + "/_headgate/w/held/late"))
                    .close();
        }
        start("left", other, Clock.systemUTC(), Step.Watch.NONE).turns(1).close();
        assertThat(hidden("left", "upload-")).isNotEmpty();

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
        start("left", other, later, Step.Watch.NONE).turns(1).close();

        assertThat(hidden("left", "upload-")).isEmpty();
        assertThat(s3.openUploads()).noneMatch(key -> key.startsWith("left/"));
        assertThat(hidden("left", "late")).hasSize(1);
        gone.close();
    }

    @Test
    void removesFencesWhenTheyAreOldEnough() throws IOException {
        JournalRun broken = start("old", "one", step -> {
            if (step == Step.FILES_CLOSED) {
                throw new IllegalStateException("killed");
            }
        });
        broken.put(events(0, 2)).turns(1).stopSink();
        try (JournalRun next =
                JournalRun.start(broken.journal(), keys("old", Map.of()), Clock.systemUTC(), Step.Watch.NONE)) {
            next.turns(1).stopSink();
        }
        assertThat(hidden("old", "epoch-")).hasSize(1);

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
        try (JournalRun last = start("old", Map.of(), later, Step.Watch.NONE)) {
            last.turns(1).stopSink();
        }
        assertThat(names("old/_headgate")).isEmpty();
        broken.close();
    }

    private JournalRun start(String path, String journal, Step.Watch watch) {
        return JournalRun.start(folder.resolve(journal), keys(path, Map.of()), new SettableClock(), watch);
    }

    private JournalRun start(String path, Map<String, String> more, Clock clock, Step.Watch watch) {
        return JournalRun.start(folder.resolve("journal-" + path), keys(path, more), clock, watch);
    }

    private static Map<String, String> keys(String path, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(
                Map.of("path", s3.uri() + "/" + path + "/%{stream}", "writer", "w", "columns", "origin,sequence"));
        s3.clientSettings().forEach((key, value) -> keys.put("hadoop." + key, value));
        keys.putAll(more);
        return keys;
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> SinkRun.event(
                        "GET /" + i, Map.of("stream", "web", "origin", "web-1", "sequence", Integer.toString(i))))
                .toList();
    }

    private static FileSystem fileSystem() throws IOException {
        Configuration configuration = new Configuration();
        s3.clientSettings().forEach(configuration::set);
        return FileSystem.newInstance(s3.uri(), configuration);
    }

    /** The sequences in all objects that readers see. */
    private static List<String> sequences(String path) throws IOException {
        List<String> sequences = new ArrayList<>();
        try (FileSystem fileSystem = fileSystem()) {
            for (FileStatus file : files(fileSystem, new org.apache.hadoop.fs.Path(s3.uri() + "/" + path))) {
                if (!file.getPath().toString().contains("/_headgate")) {
                    try (BufferedReader lines = new BufferedReader(
                            new InputStreamReader(fileSystem.open(file.getPath()), StandardCharsets.UTF_8))) {
                        lines.lines().forEach(line -> sequences.add(line.split("\t", 3)[1]));
                    }
                }
            }
        }
        return sequences;
    }

    private static List<String> hidden(String path, String start) throws IOException {
        return names(path + "/_headgate").stream()
                .filter(name -> name.startsWith(start))
                .toList();
    }

    private static List<String> names(String path) throws IOException {
        try (FileSystem fileSystem = fileSystem()) {
            return files(fileSystem, new org.apache.hadoop.fs.Path(s3.uri() + "/" + path)).stream()
                    .map(file -> file.getPath().getName())
                    .toList();
        }
    }

    private static List<FileStatus> files(FileSystem fileSystem, org.apache.hadoop.fs.Path path) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        try {
            var all = fileSystem.listFiles(path, true);
            while (all.hasNext()) {
                files.add(all.next());
            }
        } catch (FileNotFoundException none) {
            files.clear();
        }
        return files;
    }
}
