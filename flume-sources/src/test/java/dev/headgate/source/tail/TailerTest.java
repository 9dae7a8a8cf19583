package dev.headgate.source.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.source.ChannelRig;
import dev.headgate.source.SourceWork.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailerTest {
    private final Path folder;
    private TailRig rig;

    TailerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.rig = new TailRig(folder);
    }

    @AfterEach
    void closeRig() {
        rig.halt();
    }

    @Test
    void makesAnEventOfEachLineWithItsFeederPositionTimeAndFile() throws IOException {
        rig.append("app.log", "one\ntwo\r\n");
        rig.start();

        List<Event> events = rig.drain();

        assertThat(ChannelRig.bodies(events)).containsExactly("one", "two");
        assertThat(header(events, "headgate.position")).containsExactly("4", "9");
        assertThat(header(events, "file")).containsOnly(rig.log("app.log").toString());
        assertThat(header(events, "headgate.feeder")).allMatch(feeder -> feeder.matches("bill-a:[0-9a-f]+-\\d+:\\d+"));
        assertThat(header(events, "headgate.feeder").stream().distinct()).hasSize(1);
        assertThat(header(events, "timestamp")).allMatch(time -> Long.parseLong(time) <= rig.clock.millis());
    }

    @Test
    void readsWhatIsAppendedAndFilesThatAppear() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        assertThat(rig.lines()).containsExactly("one");

        rig.append("app.log", "two\n");
        rig.append("new.log", "three\n");
        rig.append("other.txt", "not ours\n");

        assertThat(rig.lines()).containsExactlyInAnyOrder("two", "three");
        assertThat(rig.lines()).isEmpty();
    }

    @Test
    void waitsForTheRestOfALine() throws IOException {
        rig.append("app.log", "one\ntw");
        rig.start();
        assertThat(rig.lines()).containsExactly("one");
        assertThat(rig.counter.getBytesBehind()).isEqualTo(2);

        rig.clock.advance(Duration.ofHours(1));
        assertThat(rig.lines()).isEmpty();

        rig.append("app.log", "o\n");
        assertThat(rig.lines()).containsExactly("two");
        assertThat(rig.counter.getBytesBehind()).isZero();
    }

    @Test
    void readsARenamedFileToItsEndAndItsSuccessorFromItsBeginning() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        List<Event> first = rig.drain();

        rig.append("app.log", "two\n");
        rig.rename("app.log", "app.log.1");
        rig.append("app.log", "four\n");
        rig.append("app.log.1", "three\n");
        List<Event> rest = rig.drain();

        assertThat(ChannelRig.bodies(rest)).containsExactly("two", "three", "four");
        assertThat(header(rest, "file")).containsOnly(rig.log("app.log").toString());
        List<String> feeders = header(rest, "headgate.feeder");
        assertThat(feeders.get(0))
                .isEqualTo(feeders.get(1))
                .isEqualTo(header(first, "headgate.feeder").get(0));
        assertThat(feeders.get(2)).isNotEqualTo(feeders.get(0));
    }

    @Test
    void doesNotReadAFileAgainThatIsRenamedToAnotherMatchingName() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();

        rig.rename("app.log", "app-1.log");
        rig.append("app-1.log", "two\n");

        assertThat(rig.lines()).containsExactly("two");
    }

    @Test
    void takesTheLastLineOfARenamedFileWithoutItsEndOnceTheFileRests() throws IOException {
        rig.append("app.log", "one\ntw");
        rig.start();
        rig.drain();
        rig.rename("app.log", "app.log.1");
        assertThat(rig.lines()).isEmpty();

        rig.append("app.log.1", "o");
        assertThat(rig.lines()).isEmpty();
        rig.clock.advance(TailedFile.LAST_LINE_WAIT);

        assertThat(rig.lines()).containsExactly("two");
        rig.append("app.log.1", " more\n");
        assertThat(rig.lines()).containsExactly(" more");
    }

    @Test
    void readsADeletedFileToItsEnd() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();

        rig.append("app.log", "two\nthre");
        Files.delete(rig.log("app.log"));
        assertThat(rig.lines()).containsExactly("two");

        rig.clock.advance(TailedFile.LAST_LINE_WAIT);
        assertThat(rig.lines()).containsExactly("thre");
    }

    @Test
    void letsGoOfADeletedFileThatRests() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();
        Files.delete(rig.log("app.log"));
        rig.drain();
        assertThat(Files.readString(rig.positionFile)).contains("app.log");

        rig.clock.advance(TailedFile.CLOSE_WAIT);
        rig.drain();

        assertThat(Files.readString(rig.positionFile)).doesNotContain("app.log");
    }

    @Test
    void readsOnWhatWasClosedForItsRest() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();
        rig.clock.advance(TailedFile.CLOSE_WAIT);
        rig.drain();

        rig.append("app.log", "two\n");
        rig.rename("app.log", "app.log.1");

        assertThat(rig.lines()).containsExactly("two");
    }

    @Test
    void beginsATruncatedFileAnewUnderAnotherFeedersName() throws IOException {
        rig.append("app.log", "one\ntwo\n");
        rig.start();
        List<Event> before = rig.drain();

        Files.writeString(rig.log("app.log"), "three\n");
        List<Event> after = rig.drain();

        assertThat(ChannelRig.bodies(after)).containsExactly("three");
        assertThat(header(after, "headgate.position")).containsExactly("6");
        assertThat(header(after, "headgate.feeder")).doesNotContainAnyElementsOf(header(before, "headgate.feeder"));
    }

    @Test
    void noticesATruncationAlsoWhereTheFileHasGrownPastItsFormerSize() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();

        Files.writeString(rig.log("app.log"), "three\nfour\nfive\n");

        assertThat(rig.lines()).containsExactly("three", "four", "five");
    }

    @Test
    void goesOnAfterARestartUnderTheSameFeedersName() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        List<Event> before = rig.drain();

        rig.restart();
        rig.append("app.log", "two\n");
        List<Event> after = rig.drain();

        assertThat(ChannelRig.bodies(after)).containsExactly("two");
        assertThat(header(after, "headgate.feeder")).isEqualTo(header(before, "headgate.feeder"));
    }

    @Test
    void findsAFileAgainThatWasRenamedWhileItWasDown() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();
        rig.halt();

        rig.append("app.log", "two\nthre");
        rig.rename("app.log", "app.log.1");
        rig.append("app.log", "four\n");
        rig.start();

        assertThat(rig.lines()).containsExactly("two", "four");
        rig.clock.advance(TailedFile.LAST_LINE_WAIT);
        assertThat(rig.lines()).containsExactly("thre");
    }

    @Test
    void noticesAnotherFileWithTheSameInode() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        List<Event> before = rig.drain();
        rig.halt();

        Files.writeString(rig.log("app.log"), "a file of another content\n");
        rig.start();
        List<Event> after = rig.drain();

        assertThat(ChannelRig.bodies(after)).containsExactly("a file of another content");
        assertThat(header(after, "headgate.feeder")).isNotEqualTo(header(before, "headgate.feeder"));
    }

    @Test
    void leavesAFileAloneThatNoPatternMatchesAndTookTheInode() throws IOException {
        rig.append("app.log", "one\n");
        rig.start();
        rig.drain();
        rig.halt();

        Files.writeString(rig.log("app.log"), "compressed, say\n");
        rig.rename("app.log", "app.log.gz");
        rig.start();

        assertThat(rig.lines()).isEmpty();
        assertThat(Files.readString(rig.positionFile)).doesNotContain("app.log");
    }

    @Test
    void repeatsFeederAndPositionWhereItWasKilledBeforeItWroteThemDown() throws IOException {
        rig.append("app.log", "one\ntwo\n");
        rig.start();
        List<Event> before = rig.drain();

        rig.restartAfterPut();
        List<Event> after = rig.drain();

        assertThat(ChannelRig.bodies(after)).containsExactly("one", "two");
        assertThat(header(after, "headgate.feeder")).isEqualTo(header(before, "headgate.feeder"));
        assertThat(header(after, "headgate.position")).isEqualTo(header(before, "headgate.position"));
    }

    @Test
    void waitsWhileTheChannelIsFullAndLosesNothing() throws IOException {
        rig = new TailRig(folder, 10, Map.of("batch-events", "10"));
        List<String> expected = new ArrayList<>();
        for (int index = 0; index < 25; index++) {
            expected.add("line " + index);
        }
        rig.append("app.log", String.join("\n", expected) + "\n");
        rig.start();

        assertThat(rig.turn()).isEqualTo(Turn.WORKED);
        assertThatThrownBy(rig::turn).isInstanceOf(ChannelException.class);
        assertThatThrownBy(rig::turn).isInstanceOf(ChannelException.class);
        List<String> taken = new ArrayList<>(ChannelRig.bodies(rig.take()));
        taken.addAll(rig.lines());

        assertThat(taken).isEqualTo(expected);
        assertThat(rig.counter.getEventAcceptedCount()).isEqualTo(25);
        assertThat(rig.counter.getChannelWriteFail()).isEqualTo(2);
    }

    @Test
    void waitsForTheRestOfALineAlsoAfterTheChannelWasFull() throws IOException {
        rig = new TailRig(folder, 4, Map.of("batch-events", "4"));
        rig.append("a.log", "one\none\none\n");
        rig.start();
        rig.turn();
        rig.append("b.log", "two\nthree\nfo");
        assertThatThrownBy(rig::turn).isInstanceOf(ChannelException.class);
        rig.take();

        assertThat(rig.lines()).containsExactly("two", "three");
        rig.append("b.log", "ur\n");
        assertThat(rig.lines()).containsExactly("four");
    }

    @Test
    void cutsLongLinesAndCountsTheCuts() throws IOException {
        rig = new TailRig(folder, 1000, Map.of("max-line", "16B"));
        rig.append("app.log", "0123456789abcdef0123456789abcdefXY\nshort\n");
        rig.start();

        assertThat(rig.lines()).containsExactly("0123456789abcdef", "0123456789abcdef", "XY", "short");
        assertThat(rig.counter.getCutCount()).isEqualTo(2);
    }

    @Test
    void keepsABatchOfLongLinesSmall() throws IOException {
        String line = "x".repeat(1 << 20);
        for (int index = 0; index < 10; index++) {
            rig.append("app.log", line + "\n");
        }
        rig.start();

        rig.turn();

        assertThat(rig.take()).hasSize(4);
        assertThat(rig.drain()).hasSize(6);
    }

    @Test
    void letsNoBusyFileHoldUpTheOthers() throws IOException {
        rig = new TailRig(folder, 1000, Map.of("batch-events", "10"));
        rig.append("busy.log", "busy\n".repeat(100));
        rig.start();
        rig.turn();
        rig.append("quiet.log", "quiet\n");

        rig.turn();
        rig.turn();

        assertThat(ChannelRig.bodies(rig.take())).hasSize(30).contains("quiet");
    }

    @Test
    void fillsABatchFromManyFiles() throws IOException {
        for (int index = 0; index < 50; index++) {
            rig.append(index + ".log", "line\n");
        }
        rig.start();

        rig.turn();

        assertThat(rig.take()).hasSize(50);
        assertThat(rig.counter.getAppendBatchAcceptedCount()).isEqualTo(1);
    }

    @Test
    void beginsAtTheEndOfWhatIsThereAtTheFirstRunOnly() throws IOException {
        rig = new TailRig(folder, 1000, Map.of("start", "end"));
        rig.append("app.log", "old\nbegun ");
        rig.start();
        assertThat(rig.lines()).isEmpty();

        rig.append("app.log", "and ended\n");
        rig.append("new.log", "new\n");
        assertThat(rig.lines()).containsExactlyInAnyOrder("begun and ended", "new");

        rig.halt();
        rig.append("later.log", "later\n");
        rig.start();
        assertThat(rig.lines()).containsExactly("later");
    }

    private static List<String> header(List<Event> events, String name) {
        return events.stream()
                .map(event -> String.valueOf(event.getHeaders().get(name)))
                .toList();
    }
}
