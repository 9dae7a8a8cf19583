package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SettableClock;
import dev.headgate.sink.hdfs.Manifest.Afterwards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpochDeliveryTest {
    private final SettableClock clock = new SettableClock();
    private final List<JournalRun> started = new ArrayList<>();
    private Path folder;
    private PublishedFiles published;

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
        published = new PublishedFiles(folder.resolve("logs"));
    }

    @AfterEach
    void stop() {
        started.forEach(JournalRun::close);
    }

    @Test
    void publishesWhenItStopsAndLeavesNothingBehind() {
        JournalRun run = start(Map.of()).put(events("web", 0, 3)).turns(1);
        assertThat(published.all()).isEmpty();

        run.stopSink();

        assertThat(published.lines("web")).containsExactly("event 0", "event 1", "event 2");
        assertThat(counts("web")).isEmpty();
        assertThat(published.root().resolve("_headgate/w")).doesNotExist();
        assertThat(depth(run)).isZero();
    }

    @Test
    void publishesWhatIsOldEnough() {
        JournalRun run =
                start(Map.of("roll-age", "10s")).put(events("web", 0, 1)).turns(1);

        clock.pass(Duration.ofSeconds(9));
        run.turn();
        assertThat(published.all()).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        run.turn();
        assertThat(published.lines("web")).containsExactly("event 0");
        assertThat(depth(run)).isZero();
    }

    @Test
    void publishesAllFilesTogetherWhenTheEpochIsLargeEnough() {
        JournalRun run = start(Map.of("epoch-size", "42B", "batch-events", "2"))
                .put(events("web", 0, 3))
                .put(events("app", 3, 7));

        run.turns(2);
        assertThat(published.all()).isEmpty();
        run.turn();

        assertThat(published.lines("web")).containsExactly("event 0", "event 1", "event 2");
        assertThat(published.lines("app")).containsExactly("event 3", "event 4", "event 5");
    }

    @Test
    void publishesBeforeTheJournalIsFull() {
        JournalChannel journal = JournalRun.journal(folder.resolve("small"), Map.of("capacity", "20"));
        JournalRun run = start(Map.of("batch-events", "4"), Step.Watch.NONE, journal)
                .put(events("web", 0, 7))
                .turns(1);
        assertThat(published.all()).isEmpty();

        run.turns(1);

        assertThat(published.lines("web")).hasSize(7);
        assertThat(depth(run)).isZero();
    }

    @Test
    void beginsAnotherFileWhereOneIsLargeEnough() {
        start(Map.of("roll-size", "15B")).put(events("web", 0, 5)).turns(1).stopSink();

        assertThat(published.all()).hasSize(3);
        assertThat(published.lines("web")).hasSize(5);
    }

    @Test
    void keepsFewFilesOpen() {
        List<Event> many = IntStream.range(0, 20)
                .mapToObj(i -> event("event " + i, Map.of("stream", "s" + i % 10)))
                .toList();
        start(Map.of("max-open-files", "3")).put(many).turns(1).stopSink();

        assertThat(published.lines("")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void namesFilesByTimeWriterJournalAndPositions() {
        JournalRun run = start(Map.of()).put(events("web", 0, 2)).put(events("app", 2, 3));
        String journal = run.journal().journalId().replace("-", "").substring(0, 16);

        run.turns(1).stopSink();

        assertThat(published.all())
                .extracting(file -> folder.resolve("logs").relativize(file).toString())
                .containsExactly(
                        "app/20260329T010203-w-" + journal + "-000000000003-000000000003.txt",
                        "web/20260329T010203-w-" + journal + "-000000000001-000000000002.txt");
    }

    @Test
    void sortsByTimeAlsoWhenTheClockGoesBack() {
        JournalRun run =
                start(Map.of("roll-age", "10s")).put(events("web", 0, 1)).turns(1);
        clock.pass(Duration.ofSeconds(10));
        run.turn();

        clock.pass(Duration.ofHours(-5));
        run.put(events("web", 1, 2)).turns(1);
        clock.pass(Duration.ofSeconds(10));
        run.turns(1);
        clock.pass(Duration.ofSeconds(10));
        run.turns(1);

        assertThat(published.lines("web")).containsExactly("event 0", "event 1");
    }

    @Test
    void writesSideBySide() {
        start(Map.of("writers", "3", "batch-events", "10"))
                .put(events("web", 0, 100))
                .turns(10)
                .stopSink();

        assertThat(published.all()).hasSize(3);
        assertThat(published.lines("web"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "event " + i).toList());
    }

    static Stream<Step> stepsOfAnEpoch() {
        return Arrays.stream(Step.values())
                .filter(step -> step.compareTo(Step.RUN_REMOVED) < 0)
                .filter(step -> step != Step.MERGE_BEGUN && step != Step.HELD_REMOVED);
    }

    @ParameterizedTest
    @MethodSource("stepsOfAnEpoch")
    void deliversEachEventOnceThoughItFailsAtAnyStep(Step broken) {
        AtomicInteger passed = new AtomicInteger();
        JournalRun run = start(Map.of("roll-age", "10s", "batch-events", "5", "audit", "true"), step -> {
            if (step == broken && passed.getAndIncrement() % 3 == 0) {
                throw new IllegalStateException("broken at " + step);
            }
        });
        run.put(events("web", 0, 12)).put(events("app", 12, 17));

        drain(run);
        run.put(events("web", 17, 20));
        drain(run);
        run.stopSink();

        assertThat(published.lines(""))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "event " + i).toList());
        assertThat(published.root().resolve("web"))
                .isDirectoryContaining(file -> file.toString().contains("_headgate,writer=w,events=15,"));
        assertThat(passed).hasPositiveValue();
    }

    @Test
    void finishesWhatWasPublishedAndNeverWritesItAgain() throws IOException {
        AtomicInteger renamed = new AtomicInteger();
        JournalRun killed = start(Map.of(), step -> {
            if (step == Step.FILE_RENAMED && renamed.incrementAndGet() == 1) {
                throw new IllegalStateException("killed");
            }
        });
        killed.put(events("web", 0, 2)).put(events("app", 2, 4)).turns(1).stopSink();
        assertThat(published.all()).hasSize(1);

        start(Map.of(), step -> {}, killed.journal()).turns(2).stopSink();

        assertThat(published.lines("web")).containsExactly("event 0", "event 1");
        assertThat(published.lines("app")).containsExactly("event 2", "event 3");
        assertThat(depth(killed)).isZero();
        assertThat(published.root().resolve("_headgate/w")).doesNotExist();
    }

    @Test
    void landsEachEventOnceThoughItsWriterIsRenamedBehindACrash() throws IOException {
        AtomicInteger renamed = new AtomicInteger();
        JournalRun killed = start(Map.of("audit", "true"), step -> {
            if (step == Step.FILE_RENAMED && renamed.incrementAndGet() == 1) {
                throw new IllegalStateException("killed");
            }
        });
        killed.put(events("web", 0, 2)).put(events("app", 2, 4)).turns(1).stopSink();
        assertThat(published.all()).hasSize(1);

        JournalRun next = start(Map.of("writer", "v", "audit", "true"), Step.Watch.NONE, killed.journal());
        next.put(events("web", 4, 6)).turns(2).stopSink();

        assertThat(published.lines("web")).containsExactlyInAnyOrder("event 0", "event 1", "event 4", "event 5");
        assertThat(published.lines("app")).containsExactly("event 2", "event 3");
        assertThat(depth(killed)).isZero();
        assertThat(counts("web")).hasSize(2);
        assertThat(published.root().resolve("_headgate/w"))
                .isDirectoryNotContaining(
                        run -> run.toString().contains("run-") || run.toString().contains("fenced-"));
    }

    @Test
    void leavesTheManifestsOfOthersAlone() throws IOException {
        Path broken = Files.createDirectories(published.root().resolve("_headgate/other/run-1"));
        Files.writeString(broken.resolve("manifest"), "harmed");
        Path own = Files.createDirectories(broken.resolveSibling("run-2"));
        StagedFile file = new StagedFile("file-1", "web/1.txt", 1, 1);
        Manifest ofOther = new Manifest("another journal", 1, 1, List.of(file), new Afterwards(false, List.of()));
        Files.write(own.resolve("manifest"), ofOther.encode());
        Files.writeString(own.resolve("file-1"), "theirs");

        start(Map.of()).put(events("web", 0, 2)).turns(1).stopSink();

        assertThat(published.lines("web")).containsExactly("event 0", "event 1");
        assertThat(broken.resolve("manifest")).exists();
        assertThat(own.resolve("file-1")).exists();
    }

    @Test
    void refusesASecondSinkOfTheSameName() throws IOException {
        JournalRun first = start(Map.of()).put(events("web", 0, 2)).turns(1);
        JournalRun second = JournalRun.start(folder.resolve("other"), keys(Map.of()), clock, Step.Watch.NONE);
        started.add(second);
        second.put(events("app", 0, 2));

        assertThat(second.turn()).isEqualTo(Status.BACKOFF);
        assertThat(depth(second)).isEqualTo(2);
        first.stopSink();
        assertThat(second.turn()).isEqualTo(Status.READY);
        second.stopSink();

        assertThat(published.lines("")).hasSize(4);
    }

    @Test
    void cannotPublishWhenAnotherHasTakenItForGone() throws IOException {
        JournalRun first = start(Map.of()).put(events("web", 0, 2)).turns(1);
        Path home = published.root().resolve("_headgate/w");
        Files.delete(home.resolve("lock"));
        JournalRun second = JournalRun.start(folder.resolve("other"), keys(Map.of()), clock, Step.Watch.NONE);
        started.add(second);
        second.put(events("app", 2, 4)).turns(1);

        first.stopSink();
        assertThat(published.all()).isEmpty();
        assertThat(depth(first)).isEqualTo(2);

        second.stopSink();
        assertThat(published.lines("app")).hasSize(2);
        start(Map.of(), step -> {}, first.journal()).turns(2).stopSink();
        assertThat(published.lines("web")).hasSize(2);
    }

    /** The other takes the place when this one has recovered, and has no run yet that could be fenced. */
    @Test
    void givesWayWhereAnotherTookItsPlaceWhileItStarted() {
        List<JournalRun> others = new ArrayList<>();
        JournalRun first = start(Map.of(), step -> {
            if (step == Step.RUNS_RECOVERED && others.isEmpty()) {
                others.add(takePlace(2, 4));
            }
        });

        assertThat(first.put(events("web", 0, 2)).turn()).isEqualTo(Status.BACKOFF);
        assertThat(first.reason()).contains("writer 'w' is taken");
        assertThat(published.root().resolve("_headgate/w").toFile().list((home, name) -> name.startsWith("run-")))
                .hasSize(1);
        assertThat(first.turn()).isEqualTo(Status.BACKOFF);
        others.get(0).stopSink();
        assertThat(first.turn()).isEqualTo(Status.READY);
        first.stopSink();

        assertThat(published.lines("web")).containsExactlyInAnyOrder("event 0", "event 1", "event 2", "event 3");
        assertThat(published.root().resolve("_headgate/w")).doesNotExist();
    }

    /** The other takes the place, finishes what this one had published, and publishes more. */
    @Test
    void countsNothingThatAnotherHasCountedForIt() {
        List<JournalRun> others = new ArrayList<>();
        JournalRun first = start(Map.of("audit", "true"), step -> {
            if (step == Step.FILES_RENAMED && others.isEmpty()) {
                others.add(takePlace(2, 5).stopSink());
            }
        });
        first.put(events("web", 0, 2)).turns(1).stopSink();
        start(Map.of("audit", "true"), Step.Watch.NONE, first.journal())
                .turns(2)
                .stopSink();

        assertThat(published.lines("web")).hasSize(5).doesNotHaveDuplicates();
        assertThat(counts("web")).singleElement().asString().contains("writer=w,events=5,");
        assertThat(depth(first)).isZero();
        assertThat(published.root().resolve("_headgate/w")).doesNotExist();
    }

    @Test
    void countsOnceWhatStaysUntilItsJournalComesBack() {
        JournalRun killed = start(Map.of("audit", "true"), step -> {
            if (step == Step.FILES_RENAMED) {
                throw new IllegalStateException("killed");
            }
        });
        killed.put(events("web", 0, 2)).turns(1).stopSink();
        takePlace(2, 5).stopSink();
        JournalRun other = started.get(1);

        start(Map.of("audit", "true"), Step.Watch.NONE, other.journal())
                .turns(1)
                .stopSink();

        assertThat(published.lines("web")).hasSize(5);
        assertThat(counts("web")).singleElement().asString().contains("writer=w,events=5,");
    }

    /** As when the first was frozen for so long that its lock was given up. */
    private JournalRun takePlace(int from, int to) {
        try {
            Files.delete(published.root().resolve("_headgate/w/lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JournalRun other =
                JournalRun.start(folder.resolve("other"), keys(Map.of("audit", "true")), clock, Step.Watch.NONE);
        started.add(other);
        return other.put(events("web", from, to)).turns(1);
    }

    private List<Path> counts(String below) {
        try (Stream<Path> files = Files.list(published.root().resolve(below))) {
            return files.filter(file -> file.getFileName().toString().startsWith("_headgate,"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void removesWhatWasAcknowledgedThoughNoEventComes() {
        AtomicBoolean killed = new AtomicBoolean();
        JournalRun run = start(Map.of("roll-age", "10s"), step -> {
            if (step == Step.ACKNOWLEDGED && killed.compareAndSet(false, true)) {
                throw new IllegalStateException("killed");
            }
        });
        run.put(events("web", 0, 2)).turns(1);
        clock.pass(Duration.ofSeconds(10));
        run.turns(1);
        assertThat(depth(run)).isZero();

        run.turns(2).stopSink();

        assertThat(published.lines("web")).hasSize(2);
        assertThat(published.root().resolve("_headgate/w")).doesNotExist();
    }

    @Test
    void writesEventsWhoseHeadersAreTooLongForTheNameOfAFolder() {
        String path = folder.toUri() + "logs/all/%{one}-%{two}-%{three}";
        String value = "x".repeat(120);
        start(Map.of("path", path))
                .put(
                        event("long", Map.of("one", value, "two", value, "three", value)),
                        event("short", Map.of("one", "1", "two", "2", "three", "3")))
                .turns(1)
                .stopSink();

        assertThat(published.lines("")).containsExactlyInAnyOrder("long", "short");
    }

    @Test
    void setsAsideWhatLacksAHeaderAndWritesTheRest() throws IOException {
        start(Map.of(
                        "on-missing",
                        "dead-letter",
                        "dead-letters",
                        folder.resolve("dead").toString()))
                .put(
                        event("one", Map.of("stream", "web")),
                        event("two", Map.of()),
                        event("three", Map.of("stream", "web")))
                .turns(1)
                .stopSink();

        assertThat(published.lines("")).containsExactly("one", "three");
        try (Stream<Path> letters = Files.list(folder.resolve("dead"))) {
            assertThat(letters.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(file).content().contains("lacks a header", "dHdv"));
        }
    }

    private void drain(JournalRun run) {
        for (int turn = 0; turn < 200 && run.waiting() > 0; turn++) {
            run.turn();
            if (turn % 5 == 4) {
                clock.pass(Duration.ofSeconds(10));
            }
        }
        assertThat(run.waiting()).isZero();
    }

    private static long depth(JournalRun run) {
        return run.waiting();
    }

    private JournalRun start(Map<String, String> more) {
        return start(more, Step.Watch.NONE);
    }

    private JournalRun start(Map<String, String> more, Step.Watch watch) {
        JournalRun run = JournalRun.start(folder.resolve("journal"), keys(more), clock, watch);
        started.add(run);
        return run;
    }

    private JournalRun start(Map<String, String> more, Step.Watch watch, JournalChannel journal) {
        JournalRun run = JournalRun.start(journal, keys(more), clock, watch);
        started.add(run);
        return run;
    }

    private Map<String, String> keys(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("path", folder.toUri() + "logs/%{stream}", "writer", "w"));
        keys.putAll(more);
        return keys;
    }

    private static List<Event> events(String stream, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> event("event " + i, Map.of("stream", stream)))
                .toList();
    }
}
