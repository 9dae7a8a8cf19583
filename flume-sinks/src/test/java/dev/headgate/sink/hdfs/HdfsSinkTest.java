package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.FlumeException;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("formatsThatCanBeFlushed")
    void publishesTheWholeRecordsOfAKilledSink(Map<String, String> keys) throws IOException {
        RecordFormat format = Formats.of(HdfsOptions.DECLARATION.read("raw", withPath(keys), warning -> {}));
        start(keys).put(events("web", 100)).drain().put(events("web", 50)).drain();
        Path left;
        try (Stream<Path> files = Files.walk(hidden())) {
            left = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(left);
        List<Integer> numbers = new ArrayList<>();
        for (int length : List.of(bytes.length, bytes.length - 1, bytes.length / 2, 3)) {
            Path torn = folder.resolve("torn-" + length);
            Files.write(torn, Arrays.copyOf(bytes, length));
            org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(torn.toUri());
            try (FileSystem local = FileSystem.newInstanceLocal(new Configuration())) {
                long whole = ((FlushableFormat) format).wholeLength(local, file);
                Files.write(torn, Arrays.copyOf(bytes, (int) whole));
                numbers.add(whole == 0 ? 0 : FormatsTest.bodies(format, torn).size());
            }
        }

        assertThat(numbers.get(0)).isEqualTo(150);
        assertThat(numbers.get(1)).isGreaterThanOrEqualTo(100).isLessThan(150);
        assertThat(numbers.get(2)).isLessThan(150);
        assertThat(numbers.get(3)).isZero();
    }

    static Stream<Map<String, String>> formatsThatCanBeFlushed() {
        return Stream.of(
                Map.of(),
                Map.of("line-end", "crlf"),
                Map.of("format", "avro"),
                Map.of("format", "avro", "codec", "snappy"),
                Map.of("format", "sequence-file"),
                Map.of("format", "sequence-file", "codec", "snappy"));
    }

    @ParameterizedTest
    @MethodSource("formatsThatCanBeFlushed")
    void publishesEveryFormatWhole(Map<String, String> keys) throws IOException {
        RecordFormat format = Formats.of(HdfsOptions.DECLARATION.read("raw", withPath(keys), warning -> {}));
        SinkRun sink = start(keys)
                .put(events("web", 100))
                .drain()
                .put(events("web", 50))
                .drain();
        sink.stop();

        assertThat(visible()).hasSize(1);
        assertThat(FormatsTest.bodies(format, visible().get(0))).hasSize(150).contains("event 0", "event 99");
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void refusesAFormatThatCannotBeFlushed() {
        assertThatThrownBy(() -> start(Map.of("codec", "gzip")))
                .isInstanceOf(FlumeException.class)
                .hasMessageContaining("'.txt.gz' cannot be flushed")
                .hasMessageContaining("no journal");
    }

    @Test
    void flushesAsItIsTold() throws IOException {
        Files.createFile(folder.resolve("no-sync"));
        assertThat(start(Map.of("flush", "hsync")).put(events("web", 1)).turn()).isEqualTo(Status.BACKOFF);
        assertThat(start(Map.of("writer", "v")).put(events("web", 1)).turn()).isEqualTo(Status.READY);
    }

    @Test
    void setsAsideWhatLacksAHeader() {
        SinkRun sink = start(Map.of(
                        "on-missing",
                        "dead-letter",
                        "dead-letters",
                        folder.resolve("dead").toString()))
                .put(event("one", Map.of("stream", "web")), event("two", Map.of()))
                .drain();
        assertThat(sink.counted("RejectedCount")).isEqualTo(1);
        sink.stop();

        assertThat(lines("")).containsExactly("one");
        assertThat(folder.resolve("dead")).isNotEmptyDirectory();
    }

    @Test
    void countsFiles() {
        SinkRun sink = start(Map.of("roll-size", "10B", "batch-events", "2"))
                .put(events("web", 4))
                .drain();

        assertThat(sink.counted("FileCount")).isEqualTo(2);
        assertThat(sink.counted("FileByteCount")).isEqualTo(32);
        assertThat(sink.counted("EventDrainSuccessCount")).isEqualTo(4);
    }

    private Map<String, String> withPath(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("path", "/logs", "writer", "w"));
        keys.putAll(more);
        return keys;
    }

    private SinkRun start(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", folder.toUri() + "logs/%{stream}",
                "writer", "w",
                "hadoop.fs.file.impl", BreakableFileSystem.class.getName(),
                "hadoop.break.flush", folder.resolve("no-flush").toString(),
                "hadoop.break.sync", folder.resolve("no-sync").toString(),
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
