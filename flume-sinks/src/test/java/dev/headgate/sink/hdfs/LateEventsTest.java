package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The clock begins at 01:02:03 UTC; what happened at 22:30 is late, where the journal was read to its end. */
class LateEventsTest {
    private static final Instant LONG_AGO = Instant.parse("2026-03-28T22:30:00Z");
    private static final Duration EPOCH = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private final List<JournalRun> started = new ArrayList<>();
    private Path folder = Path.of("");
    private PublishedFiles published = new PublishedFiles(folder);

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
    void makesOneFileForEachOldFolderOfFiveEpochs() {
        JournalRun run = start(Map.of()).turns(1);
        for (int epoch = 0; epoch < 5; epoch++) {
            putLate(run, epoch * 4, epoch * 4 + 4);
            epoch(run);
        }
        assertThat(published.all()).isEmpty();
        assertThat(run.waiting()).isZero();
        assertThat(run.shown("HeldEventCount")).isEqualTo(20);
        assertThat(run.shown("HeldFileCount")).isEqualTo(5);
        assertThat(run.shown("HeldAgeSeconds")).isBetween(200L, 360L);

        clock.pass(Duration.ofHours(1));
        run.turn();

        assertThat(published.all())
                .extracting(file -> published.root().relativize(file).toString())
                .satisfiesExactly(
                        name -> assertThat(name).startsWith("app/hr=22/2026").contains("-w-"),
                        name -> assertThat(name).startsWith("web/hr=22/2026").contains("-w-"));
        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 20));
        assertThat(counts("web/hr=22")).isEmpty();
        assertThat(hiddenFiles()).containsExactly("lock");
        assertThat(run.shown("HeldFileCount")).isZero();
        assertThat(run.shown("FileCount")).isEqualTo(2);
        assertThat(run.shown("EventDrainSuccessCount")).isEqualTo(20);
        run.stopSink();
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void holdsWhatItHeldOverARestart() {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 4);
        epoch(run);
        run.stopSink();
        assertThat(published.all()).isEmpty();

        clock.pass(Duration.ofMinutes(50));
        JournalRun next = start(Map.of(), Step.Watch.NONE, run.journal()).turns(2);
        assertThat(published.all()).isEmpty();
        assertThat(next.shown("HeldEventCount")).isEqualTo(4);
        assertThat(next.shown("HeldAgeSeconds")).isGreaterThanOrEqualTo(3000);

        clock.pass(Duration.ofMinutes(11));
        next.turn();

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 4));
    }

    @Test
    void publishesWhatIsHeldWhereNothingIsToBeHeldAnyMore() {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 4);
        epoch(run);
        run.stopSink();

        AtomicInteger merges = new AtomicInteger();
        Step.Watch watch = step -> merges.addAndGet(step == Step.MERGE_BEGUN ? 1 : 0);
        JournalRun next = start(Map.of("late-age", "0s"), watch, run.journal()).turns(1);
        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 4));
        putLate(next, 4, 8);
        epoch(next);

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 8));
        assertThat(merges).hasValue(1);
    }

    @Test
    void doesNotWaitWhereWhatIsHeldMakesAGoodFile() {
        JournalRun run = start(Map.of("roll-size", "2KB")).turns(1);
        putLate(run, 0, 4);
        epoch(run);
        assertThat(published.all()).isEmpty();

        putLate(run, 4, 30);
        epoch(run);
        run.turn();

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 30));
        assertThat(published.all()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            mode = Mode.INCLUDE,
            names = {
                "MERGE_BEGUN",
                "FILE_CREATED",
                "FILES_CLOSED",
                "MANIFEST_WRITTEN",
                "MANIFEST_PUBLISHED",
                "FILE_RENAMED",
                "FILES_RENAMED",
                "FILES_COUNTED",
                "HELD_REMOVED",
                "MANIFEST_REMOVED"
            })
    void landsAndCountsEachEventOnceThoughAMergeFailsAtAnyStep(Step broken) {
        AtomicBoolean merging = new AtomicBoolean();
        AtomicInteger passed = new AtomicInteger();
        JournalRun run = start(Map.of("audit", "true"), step -> {
            merging.compareAndSet(false, step == Step.MERGE_BEGUN);
            if (step == broken && merging.get() && passed.getAndIncrement() % 3 == 0) {
                merging.set(false);
                throw new IllegalStateException("broken at " + step);
            }
        });
        run.turns(1);
        for (int epoch = 0; epoch < 3; epoch++) {
            putLate(run, epoch * 4, epoch * 4 + 4);
            epoch(run);
        }
        clock.pass(Duration.ofHours(1));
        run.turns(4);
        putLate(run, 12, 16);
        epoch(run);
        clock.pass(Duration.ofHours(1));
        run.turns(4);
        run.stopSink();

        assertThat(passed).hasPositiveValue();
        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 16));
        assertThat(published.all()).hasSize(4);
        assertThat(counts("web/hr=22")).singleElement().asString().contains("writer=w,events=8,");
        assertThat(counts("app/hr=22")).singleElement().asString().contains("writer=w,events=8,");
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void takesNothingForLateThatHasWaitedInTheJournal() {
        JournalRun run = start(Map.of("batch-events", "2"));
        putLate(run, 0, 8);
        run.turns(5);

        run.stopSink();

        assertThat(published.lines("")).hasSize(8);
    }

    @Test
    void takesNothingForLateAsTheClockHasGoneBack() {
        JournalRun run = start(Map.of("success", "true"));
        clock.pass(Duration.ofDays(400));
        run.turns(2);
        clock.pass(Duration.ofDays(-400));

        run.put(event(1, "web", clock.instant())).turns(1).stopSink();

        assertThat(published.lines("web")).hasSize(1);
    }

    @Test
    void knowsWhatIsLateByItsTimeAlone() {
        JournalRun run = start(Map.of()).turns(1);
        String late = Long.toString(LONG_AGO.toEpochMilli());
        run.put(
                SinkRun.event("no time", Map.of("stream", "web")),
                SinkRun.event("no stream", Map.of("timestamp", late)),
                SinkRun.event("climbs", Map.of("timestamp", late, "stream", "../../out")));
        epoch(run);
        assertThat(published.lines("")).containsExactly("no time");

        clock.pass(Duration.ofHours(1));
        run.turn();

        assertThat(published.lines("unknown/hr=22")).containsExactly("no stream");
        assertThat(published.lines("%2E.%2F..%2Fout/hr=22")).containsExactly("climbs");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void writesEventsWholeWithTheirHeaders() {
        JournalRun run = start(Map.of("columns", "origin,sequence," + EventHeaders.POSITION))
                .turns(1);
        String late = Long.toString(LONG_AGO.toEpochMilli());
        run.put(SinkRun.event("ünï", Map.of("stream", "web", "timestamp", late, "origin", "a", "sequence", "7")));
        epoch(run);
        clock.pass(Duration.ofHours(1));
        run.turn();

        assertThat(published.lines("web/hr=22")).containsExactly("a\t7\t\tünï");
    }

    @Test
    void goesOnWhereAHeldFileCannotBeRead() throws IOException {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 2);
        epoch(run);
        run.stopSink();
        Path held = held();
        byte[] whole = Files.readAllBytes(held);
        Files.writeString(held, "harmed");

        JournalRun next = start(Map.of(), Step.Watch.NONE, run.journal()).turns(1);
        putLate(next, 2, 4);
        epoch(next);
        clock.pass(Duration.ofHours(1));
        next.turn();
        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(2, 4));
        next.stopSink();
        assertThat(hidden()).isDirectoryNotContaining(file -> !file.endsWith("held"));
        Files.write(held, whole);
        start(Map.of(), Step.Watch.NONE, run.journal()).turns(1);

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 4));
    }

    @Test
    void mergesInTimeThoughTheClockHasGoneBack() {
        JournalRun run = start(Map.of()).turns(1);
        clock.pass(Duration.ofHours(5));
        run.turn();
        putLate(run, 0, 2);
        epoch(run);
        clock.pass(Duration.ofHours(-5));
        int events = 2;
        for (Duration passed = Duration.ZERO; published.all().isEmpty(); passed = passed.plus(EPOCH)) {
            assertThat(passed).isLessThan(Duration.ofHours(2));
            putLate(run, events, ++events);
            epoch(run);
        }

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, events));
    }

    @Test
    void leavesNothingOfAMergeBehindThoughItsJournalIsAnotherNow() throws IOException {
        AtomicBoolean merging = new AtomicBoolean();
        JournalRun killed = start(Map.of(), step -> {
            merging.compareAndSet(false, step == Step.MERGE_BEGUN);
            if (step == Step.FILES_RENAMED && merging.get()) {
                throw new IllegalStateException("killed");
            }
        });
        killed.turns(1);
        putLate(killed, 0, 2);
        epoch(killed);
        clock.pass(Duration.ofHours(1));
        killed.turn();
        killed.stopSink();
        Files.delete(hidden().resolve("lock"));

        JournalChannel other = JournalRun.journal(folder.resolve("other"), Map.of());
        start(Map.of(), Step.Watch.NONE, other).turns(2).stopSink();

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 2));
        assertThat(hidden()).doesNotExist();
    }

    @Test
    void blamesNoHeldFileWhereTheStoreIsAway() throws IOException {
        Path away = folder.resolve("away");
        Map<String, String> breakable = Map.of(
                "hadoop.fs.file.impl", BreakableFileSystem.class.getName(), "hadoop.break.read", away.toString());
        JournalRun run = start(breakable).turns(1);
        putLate(run, 0, 4);
        epoch(run);
        run.stopSink();

        JournalRun next = start(
                breakable,
                step -> {
                    if (step == Step.RUN_BEGUN && !Files.exists(away)) {
                        create(away);
                    }
                },
                run.journal());
        assertThat(next.turn()).isEqualTo(Status.BACKOFF);
        assertThat(next.reason()).contains("broken by break.read");
        next.stopSink();
        Files.delete(away);
        JournalRun last = start(breakable, Step.Watch.NONE, run.journal()).turns(1);

        assertThat(last.shown("HeldEventCount")).isEqualTo(4);
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void mergesEventsOfTwoJournalsIntoFilesOfTheirOwn() {
        JournalRun first = start(Map.of()).turns(1);
        JournalChannel other = JournalRun.journal(folder.resolve("other"), Map.of());
        putLate(first, 0, 4);
        epoch(first);
        first.stopSink();
        JournalRun next = start(Map.of(), Step.Watch.NONE, other).turns(1);
        putLate(next, 4, 8);
        epoch(next);

        clock.pass(Duration.ofHours(1));
        next.turn();

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 8));
        assertThat(published.all())
                .hasSize(4)
                .filteredOn(file -> file.toString().contains(id(first)))
                .hasSize(2);
    }

    private static String id(JournalRun run) {
        return run.journal().journalId().replace("-", "").substring(0, 16);
    }

    @Test
    void setsAsideHeldEventsThatThePathOfTodayDoesNotTake() throws IOException {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 2);
        epoch(run);
        run.stopSink();
        Path dead = folder.resolve("dead");

        JournalRun next = start(
                        Map.of(
                                "path",
                                folder.toUri() + "logs/%{tenant}/hr=%H",
                                "late-age",
                                "0s",
                                "on-missing",
                                "dead-letter",
                                "dead-letters",
                                dead.toString()),
                        Step.Watch.NONE,
                        run.journal())
                .turns(1);

        assertThat(published.all()).isEmpty();
        assertThat(next.shown("RejectedCount")).isEqualTo(2);
        assertThat(next.shown("HeldEventCount")).isZero();
        try (Stream<Path> letters = Files.list(dead)) {
            assertThat(letters.toList()).singleElement().satisfies(file -> assertThat(Files.readAllLines(file))
                    .hasSize(2));
        }
    }

    @Test
    void publishesNoMergeThatLacksEvents() throws IOException {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 4);
        epoch(run);
        Path held = held();
        byte[] whole = Files.readAllBytes(held);
        putLate(run, 4, 6);
        epoch(run);
        try (Stream<Path> files = Files.list(held.getParent())) {
            Path second = files.filter(file -> !file.equals(held)).findFirst().orElseThrow();
            Files.write(held, Files.readAllBytes(second));
        }
        clock.pass(Duration.ofHours(1));
        assertThat(run.turn()).isEqualTo(Status.BACKOFF);
        assertThat(run.reason()).contains("files hold 4 of 6 late events");
        assertThat(published.all()).isEmpty();

        Files.write(held, whole);
        run.turns(2);

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 6));
    }

    @Test
    void readsLargeHeldEventsAFewAtATime() throws IOException {
        JournalRun run = start(Map.of()).turns(1);
        Event large = SinkRun.event(
                "x".repeat(700_000), Map.of("stream", "web", "timestamp", Long.toString(LONG_AGO.toEpochMilli())));
        run.put(large, large, large);
        epoch(run);

        List<Integer> read = new ArrayList<>();
        try (FileSystem fileSystem = FileSystem.newInstance(folder.toUri(), new Configuration());
                HeldReader reader = HeldReader.open(fileSystem, new org.apache.hadoop.fs.Path(held().toUri()))) {
            for (int some = 1; some > 0; read.add(some)) {
                some = reader.next().size();
            }
        }

        assertThat(read).containsExactly(2, 1, 0);
        clock.pass(Duration.ofHours(1));
        run.turn();
        assertThat(published.lines("web")).hasSize(3);
    }

    @Test
    void mergesBetweenTwoEpochs() {
        JournalRun run = start(Map.of()).turns(1);
        putLate(run, 0, 2);
        epoch(run);
        clock.pass(Duration.ofMinutes(59).plusSeconds(30));
        run.put(event(2, "web", clock.instant())).turn();
        clock.pass(Duration.ofSeconds(45));
        run.turn();
        assertThat(published.all()).isEmpty();

        clock.pass(EPOCH);
        run.turn();

        assertThat(published.lines("")).containsExactlyInAnyOrderElementsOf(lines(0, 3));
    }

    @Test
    void takesAFolderForOverAtTheEndOfItsTime() {
        Folders.Folder hour = new Folders.Folder("hr=22/", LONG_AGO);

        assertThat(hour.isOver(LONG_AGO)).isTrue();
        assertThat(hour.isOver(LONG_AGO.minusMillis(1))).isFalse();
        assertThat(new Folders.Folder("all/", null).isOver(Instant.MAX)).isFalse();
    }

    private List<String> hiddenFiles() {
        try (Stream<Path> files = Files.walk(hidden())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path held() throws IOException {
        try (Stream<Path> files = Files.list(hidden().resolve("held"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Ends an epoch. */
    private void epoch(JournalRun run) {
        run.turn();
        clock.pass(EPOCH);
        run.turns(2);
    }

    private void putLate(JournalRun run, int from, int to) {
        run.put(IntStream.range(from, to)
                .mapToObj(i -> event(i, i % 2 == 0 ? "web" : "app", LONG_AGO))
                .toList());
    }

    private static Event event(int number, String stream, Instant time) {
        return SinkRun.event(
                "event " + number, Map.of("stream", stream, "timestamp", Long.toString(time.toEpochMilli())));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "event " + i).toList();
    }

    private List<Path> counts(String below) {
        try (Stream<Path> files = Files.list(published.root().resolve(below))) {
            return files.filter(file -> file.getFileName().toString().startsWith("_headgate,"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path hidden() {
        return published.root().resolve("_headgate/w");
    }

    private JournalRun start(Map<String, String> more) {
        return start(more, Step.Watch.NONE);
    }

    private JournalRun start(Map<String, String> more, Step.Watch watch) {
        return start(more, watch, JournalRun.journal(folder.resolve("journal"), Map.of()));
    }

    private JournalRun start(Map<String, String> more, Step.Watch watch, JournalChannel journal) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path", folder.toUri() + "logs/%{stream}/hr=%H",
                "writer", "w",
                "lateness", "10m",
                "late-age", "1h",
                "roll-age", "1m"));
        keys.putAll(more);
        JournalRun run = JournalRun.start(journal, keys, clock, watch);
        started.add(run);
        return run;
    }
}
