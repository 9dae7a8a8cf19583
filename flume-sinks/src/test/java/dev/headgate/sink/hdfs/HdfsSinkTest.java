package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsSinkTest {
    private final SettableClock clock = new SettableClock();

    private final List<SinkRun> started = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @AfterEach
    void stop() {
        started.forEach(SinkRun::stop);
    }

    @Test
    void publishesWhenItStops() {
        SinkRun sink = start(Map.of())
                .put(event("one", Map.of("stream", "web")), event("two", Map.of("stream", "app")))
                .drain();
        assertThat(visible()).isEmpty();

        sink.stop();

        assertThat(lines("web")).containsExactly("one");
        assertThat(lines("app")).containsExactly("two");
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void publishesWhenItStopsAfterHadoopHasShutDown() throws ReflectiveOperationException {
        SinkRun sink = start(Map.of("hadoop.fs.file.impl", BreakableFileSystem.class.getName()))
                .put(event("one", Map.of("stream", "web")))
                .drain();

        shutHadoopDown();
        sink.stop();

        assertThat(lines("web")).containsExactly("one");
        assertThat(hidden()).doesNotExist();
    }

    /** Does what Hadoop does when the process is told to end, beside Flume. */
    private static void shutHadoopDown() throws ReflectiveOperationException {
        Field cache = FileSystem.class.getDeclaredField("CACHE");
        cache.setAccessible(true);
        Field hook = cache.getType().getDeclaredField("clientFinalizer");
        hook.setAccessible(true);
        ((Runnable) hook.get(cache.get(null))).run();
    }

    @Test
    void namesFilesByTimeWriterAndStart() {
        start(Map.of()).put(event("one", Map.of("stream", "web"))).drain().stop();

        assertThat(visible()).singleElement().satisfies(file -> assertThat(
                        file.getFileName().toString())
                .matches("20260329T010203-w-[0-9a-f]{8}-000001\\.txt"));
    }

    @Test
    void publishesWhatIsOldEnoughAlsoWhenNothingComes() {
        SinkRun sink = start(Map.of("roll-age", "10s"))
                .put(event("one", Map.of("stream", "web")))
                .drain();

        clock.pass(Duration.ofSeconds(9));
        sink.turn();
        assertThat(visible()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        sink.turn();
        assertThat(lines("web")).containsExactly("one");
    }

    @Test
    void publishesWhatIsLargeEnough() {
        start(Map.of("roll-size", "10B", "batch-events", "2"))
                .put(events("web", 5))
                .drain();

        assertThat(lines("web")).containsExactly("event 0", "event 1", "event 2", "event 3");
        assertThat(visible()).hasSize(2);
    }

    @Test
    void keepsFewFilesOpen() {
        List<Event> events = IntStream.range(0, 20)
                .mapToObj(i -> event("e" + i, Map.of("stream", "s" + i)))
                .toList();
        SinkRun sink = start(Map.of("max-open-files", "3")).put(events).drain();

        assertThat(visible()).hasSize(17);
        sink.stop();
        assertThat(visible()).hasSize(20);
    }

    @Test
    void doesNotLetAHeaderClimbOut() {
        start(Map.of()).put(event("one", Map.of("stream", "../../out"))).drain().stop();

        assertThat(lines("%2E.%2F..%2Fout")).containsExactly("one");
    }

    @Test
    void publishesWhatAnEarlierRunLeftUpToItsLastWholeLine() throws IOException {
        write(hidden().resolve("files/web/a.txt"), "one\ntwo\ntor");
        write(hidden().resolve("files/web/torn.txt"), "tor");
        write(hidden().resolve("files/app/empty.txt"), "");
        Files.createDirectories(hidden().resolve("files/none/at/all"));

        start(Map.of()).turn();

        assertThat(lines("web")).containsExactly("one", "two");
        assertThat(visible()).hasSize(1);
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void leavesOtherWritersFilesAlone() throws IOException {
        Path other = folder.resolve("logs/_headgate/other/files/web/a.txt");
        write(other, "one\n");

        start(Map.of()).turn();

        assertThat(other).exists();
    }

    @Test
    void writesABatchIntoANewFileWhenTheOldOneBreaks() throws IOException {
        SinkRun sink =
                start(Map.of()).put(event("one", Map.of("stream", "web"))).drain();
        Path broken = Files.createFile(folder.resolve("no-flush"));

        sink.put(event("two", Map.of("stream", "web")));
        assertThat(sink.turn()).isEqualTo(Status.BACKOFF);
        assertThat(sink.waiting()).isEqualTo(1);
        Files.delete(broken);
        sink.drain().stop();

        assertThat(visible()).hasSize(2);
        assertThat(lines("web")).contains("one", "two");
    }

    @Test
    void deliversOnWhilePublishingFailsAndPublishesLater() throws IOException {
        Path broken = Files.createFile(folder.resolve("no-rename"));
        SinkRun sink = start(Map.of("roll-size", "1B"))
                .put(event("one", Map.of("stream", "web")))
                .drain();

        sink.put(event("two", Map.of("stream", "web"))).drain();
        assertThat(sink.waiting()).isZero();
        assertThat(visible()).isEmpty();

        Files.delete(broken);
        sink.turn();
        assertThat(lines("web")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void holdsEventsBackWhenTooManyFilesCannotBePublished() throws IOException {
        Files.createFile(folder.resolve("no-rename"));
        SinkRun sink = start(Map.of("roll-size", "1B", "max-open-files", "2", "batch-events", "1"));

        sink.put(events("web", 10)).drain();

        assertThat(sink.waiting()).isEqualTo(7);
    }

    private SinkRun start(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", folder.toUri() + "logs/%{stream}",
                "writer", "w",
                "hadoop.fs.file.impl", BreakableFileSystem.class.getName(),
                "hadoop.break.flush", folder.resolve("no-flush").toString(),
                "hadoop.break.rename", folder.resolve("no-rename").toString()));
        keys.putAll(more);
        SinkRun sink = SinkRun.start(new HdfsSink(clock, Step.Watch.NONE), keys);
        started.add(sink);
        return sink;
    }

    private static List<Event> events(String stream, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> event("event " + i, Map.of("stream", stream)))
                .toList();
    }

    private Path hidden() {
        return folder.resolve("logs/_headgate/w");
    }

    private List<Path> visible() {
        Path logs = folder.resolve("logs");
        if (!Files.exists(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(logs)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(logs.resolve("_headgate")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> lines(String stream) {
        return visible().stream()
                .filter(file -> file.startsWith(folder.resolve("logs").resolve(stream)))
                .flatMap(HdfsSinkTest::linesOf)
                .toList();
    }

    private static Stream<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
