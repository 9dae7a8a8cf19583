package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock begins at 01:02:03 UTC. */
class CompletionTest {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private final List<JournalRun> started = new ArrayList<>();
    private Path folder = Path.of("");

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @AfterEach
    void stop() {
        started.forEach(JournalRun::close);
    }

    @Test
    void saysThatAnHourIsInWhenItsLatenessHasPassed() {
        JournalRun run = start("one", Map.of());
        put(run, "web", clock.instant());
        turnsUntil(run, Duration.ofMinutes(67));
        assertThat(success("web/hr=01")).doesNotExist();

        turnsUntil(run, Duration.ofMinutes(69));

        assertThat(success("web/hr=01")).exists().isEmptyFile();
        assertThat(success("web/hr=02")).doesNotExist();
    }

    @Test
    void doesNotSayItBeforeTheJournalWasReadToItsEndAndPublished() {
        JournalRun run = start("one", Map.of("batch-events", "1", "roll-age", "3h"));
        put(run, "web", clock.instant());
        put(run, "web", clock.instant());
        run.turns(1);
        clock.pass(Duration.ofMinutes(80));
        put(run, "web", clock.instant());
        run.turns(2);
        assertThat(success("web/hr=01")).doesNotExist();

        clock.pass(Duration.ofMinutes(101));
        run.turns(1);
        clock.pass(PAUSE);
        run.turns(2);

        assertThat(success("web/hr=01")).exists();
    }

    @Test
    void waitsForTheOtherWriterAlsoWhileItIsGone() {
        JournalRun one = start("one", Map.of());
        JournalRun two = start("two", Map.of("epoch-size", "1GB", "roll-age", "5h"));
        put(one, "web", clock.instant());
        put(two, "web", clock.instant());
        one.turns(2);
        two.turns(1);

        turnsUntil(one, Duration.ofMinutes(90));
        assertThat(success("web/hr=01")).doesNotExist();

        two.turns(1);
        two.stopSink();
        clock.pass(PAUSE);
        one.turns(1);
        assertThat(success("web/hr=01")).exists();
    }

    @Test
    void waitsNoLongerForAWriterThatIsGoneForGood() throws IOException {
        Files.createDirectories(folder.resolve("logs/_headgate/_done"));
        Path gone = Files.write(
                folder.resolve("logs/_headgate/_done/gone"),
                new DoneMark(Instant.EPOCH, Map.of("app/hr=00/", Instant.EPOCH)).encode());
        Files.setLastModifiedTime(
                gone, java.nio.file.attribute.FileTime.from(clock.instant().minus(Duration.ofDays(1))));
        JournalRun run = start("one", Map.of("orphan-age", "26h"));
        put(run, "web", clock.instant());
        turnsUntil(run, Duration.ofMinutes(70));
        assertThat(success("web/hr=01")).doesNotExist();

        turnsUntil(run, Duration.ofMinutes(60));

        assertThat(success("web/hr=01")).exists();
        assertThat(success("app/hr=00")).exists();
    }

    @Test
    void remembersOverARestartWhichFoldersWait() {
        JournalRun first = start("one", Map.of());
        put(first, "web", clock.instant());
        turnsUntil(first, Duration.ofMinutes(6));
        first.stopSink();
        assertThat(success("web/hr=01")).doesNotExist();

        JournalRun second = restart(first.journal());
        turnsUntil(second, Duration.ofMinutes(70));

        assertThat(success("web/hr=01")).exists();
    }

    @Test
    void leavesNoMarkWhereNothingWaits() {
        JournalRun run = start("one", Map.of()).turns(1);
        assertThat(folder.resolve("logs/_headgate/_done/one")).exists();

        run.stopSink();

        assertThat(folder.resolve("logs/_headgate/_done/one")).doesNotExist();
    }

    private Path success(String below) {
        return folder.resolve("logs").resolve(below).resolve("_SUCCESS");
    }

    /** Lets time pass, all but a minute of it at once. */
    private void turnsUntil(JournalRun run, Duration time) {
        run.turns(1);
        clock.pass(time.minus(PAUSE));
        run.turns(3);
        clock.pass(PAUSE);
        run.turns(2);
    }

    private static void put(JournalRun run, String stream, Instant time) {
        run.put(SinkRun.event("one", Map.of("stream", stream, "timestamp", Long.toString(time.toEpochMilli()))));
    }

    private JournalRun start(String writer, Map<String, String> more) {
        JournalRun run = JournalRun.start(folder.resolve(writer), keys(writer, more), clock, Step.Watch.NONE);
        started.add(run);
        return run;
    }

    private JournalRun restart(JournalChannel journal) {
        JournalRun run = JournalRun.start(journal, keys("one", Map.of()), clock, Step.Watch.NONE);
        started.add(run);
        return run;
    }

    private Map<String, String> keys(String writer, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "path",
                folder.toUri() + "logs/%{stream}/hr=%H",
                "writer",
                writer,
                "success",
                "true",
                "lateness",
                "10m"));
        keys.putAll(more);
        return keys;
    }
}
