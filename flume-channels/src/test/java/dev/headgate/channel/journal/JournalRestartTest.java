package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.events;
import static dev.headgate.channel.journal.TestEvents.fed;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.take;
import static dev.headgate.channel.journal.TestEvents.takeTexts;
import static dev.headgate.channel.journal.TestEvents.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class JournalRestartTest extends JournalFixture {

    @Test
    void keepsEventsOverAKillAndACleanStop() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        String id = journal.id();

        journal = killAndOpen(journal);
        assertThat(journal.id()).isEqualTo(id);
        assertThat(journal.depthEvents()).isEqualTo(10);
        assertThat(takeTexts(journal, 4)).isEqualTo(texts(0, 4));
        put(journal, events(10, 12));
        journal = stopAndOpen(journal);

        assertThat(journal.id()).isEqualTo(id);
        assertThat(journal.depthEvents()).isEqualTo(8);
        assertThat(drain(journal)).isEqualTo(texts(4, 12));
        assertThat(journal.depthEvents()).isZero();
        assertThat(journal.depthBytes()).isZero();
        assertThat(drain(killAndOpen(journal))).isEmpty();
    }

    @Test
    void givesOutAgainWhatWasTakenAndNotAcknowledged() throws Exception {
        Journal journal = open();
        put(journal, events(0, 5));
        take(journal, 3);

        assertThat(drain(killAndOpen(journal))).isEqualTo(texts(0, 5));
    }

    @Test
    void remembersWhatWasAcknowledgedOutOfOrder() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        List<StoredEvent> taken = take(journal, 10);
        journal.queue().acknowledge(List.of(taken.get(9), taken.get(2), taken.get(3), taken.get(6)));

        journal = killAndOpen(journal);
        assertThat(journal.depthEvents()).isEqualTo(6);
        assertThat(drain(journal)).containsExactly("e0", "e1", "e4", "e5", "e7", "e8");
        assertThat(journal.depthBytes()).isZero();
    }

    @Test
    void remembersProgressOverManySegments() throws Exception {
        Journal journal = open();
        for (int position = 0; position < 100; position++) {
            put(journal, fed("f", position, "x".repeat(5000)));
            drain(journal);
        }

        journal = killAndOpen(journal);
        assertThat(journal.progressOf("f")).hasValue(99);
        assertThat(put(journal, fed("f", 99))).isZero();
        assertThat(put(journal, fed("f", 100))).isEqualTo(1);
    }

    @Test
    void startingAgainAndAgainTakesNoMoreRoom() throws Exception {
        Journal journal = open();
        put(journal, events(0, 3));
        journal = killAndOpen(journal);
        int segments = disk.segments().size();

        for (int start = 0; start < 30; start++) {
            journal = start % 2 == 0 ? killAndOpen(journal) : stopAndOpen(journal);
            put(journal, event("s" + start));
        }

        assertThat(disk.segments()).hasSize(segments);
        assertThat(drain(journal)).hasSize(33);
    }

    @Test
    void transactionsAndSnapshotsMayBeLargerThanASegment() throws Exception {
        Journal journal = open();
        put(journal, sized("big", 200_000), event("small"));
        for (int feeder = 0; feeder < 3000; feeder++) {
            put(journal, fed("a feeder with a long name, so that a snapshot is large, " + feeder, 1, "f"));
        }
        int files = disk.all().size();
        put(journal, sized("big2", 300_000), event("last"));
        for (int id = 0; id < 100; id++) {
            put(journal, fed("f", id, "x".repeat(1000)));
        }

        assertThat(disk.all().size() - files).as("files that 100 kB more made").isLessThan(8);
        journal = killAndOpen(journal);
        assertThat(journal.progressOf("a feeder with a long name, so that a snapshot is large, 2999"))
                .hasValue(1);
        List<String> texts = drain(journal);
        assertThat(texts).hasSize(3104).startsWith("big", "small").contains("big2", "last");
        // A spare may just be in the making.
        Journal counting = journal;
        await(() -> counting.diskBytes()
                == disk.all().stream().mapToLong(disk::size).sum());
    }

    @Test
    void diskUseIsBoundedByWhatIsQueued() throws Exception {
        Journal journal = open();
        for (int round = 0; round < 200; round++) {
            for (int id = 0; id < 5; id++) {
                put(journal, sized("r" + round, 9000));
            }
            assertThat(drain(journal)).hasSize(5);
            assertThat(disk.all().size()).as("files in round %d", round).isLessThan(12);
        }
        assertThat(drain(killAndOpen(journal))).isEmpty();
        assertThat(disk.all().size()).isLessThan(12);
    }

    @Test
    void aSegmentIsNotFreedBeforeTheOneThatReplacesItIsOnDisk() throws Exception {
        Journal journal = open();
        put(journal, fed("f", 41));
        AtomicBoolean isArmed = new AtomicBoolean(true);
        List<Future<Integer>> next = new ArrayList<>();
        List<FakeDisk> left = new ArrayList<>();
        disk.hook((operation, file) -> {
            if (operation.equals("sync") && isArmed.getAndSet(false)) {
                // While the acknowledgement of everything is synced, the next segment is begun.
                long before = journal.diskBytes();
                next.add(others.submit(() -> put(journal, sized("big", 65_000))));
                // It took a spare, and another one is made.
                await(() -> journal.diskBytes() > before);
            } else if (operation.equals("write")
                    && file.equals(disk.segments().get(disk.segments().size() - 1))) {
                left.add(disk.afterPowerCut());
            }
        });
        drain(journal);
        assertThat(next.get(0).get()).isEqualTo(1);
        disk.hook((operation, file) -> {});
        journal.close();

        assertThat(left).isNotEmpty();
        for (FakeDisk cut : left) {
            disk = cut;
            Journal again = open();
            assertThat(again.progressOf("f")).hasValue(41);
            again.close();
        }
    }

    @Test
    void whatWasTornOffDoesNotComeBackBehindWhatReplacesIt() throws Exception {
        settings = settings.syncEvery(Duration.ofHours(1));
        Journal journal = open();
        put(journal, sized("a", 1000));
        FakeDisk before = disk.afterKill();
        put(journal, sized("b", 1000));
        put(journal, sized("c", 1000));
        Path file = disk.segments().get(0);
        byte[] bytes = disk.bytes(file);
        journal.close();
        // Of two records written together only the second is there. All have the same size.
        int length = textIn(bytes, "c") - textIn(bytes, "b");
        int second = textIn(bytes, "c") - RecordHeader.SIZE - 20;
        UUID id = UUID.fromString(journal.id());
        assertThat(RecordHeader.read(ByteBuffer.wrap(bytes), second, new Segment(disk, file, id, 64 << 10), second))
                .isNotNull();
        disk = before;
        disk.open(file).write(List.of(ByteBuffer.wrap(bytes, second, length)), second, true);

        journal = open();
        put(journal, sized("d", 1000));
        journal = killAndOpen(journal);
        assertThat(drain(journal)).containsExactly("a", "d");
        assertThat(metrics.quarantined()).isZero();
    }

    private static int textIn(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text + " ".repeat(100));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(condition::getAsBoolean);
    }

    @Test
    void aFileThatWasNamedAndNeverWrittenIsNoSegment() throws Exception {
        Journal journal = open();
        put(journal, events(0, 3));
        disk = disk.afterKill();
        journal.close();
        Path segment = disk.segments().get(0);
        for (int number = 2; number < 5; number++) {
            disk.allocate(segment.resolveSibling(new SegmentName(number, 4).toString()), 64 << 10);
        }

        Journal again = open();
        assertThat(disk.segments()).containsExactly(segment);
        assertThat(metrics.quarantined()).isZero();
        assertThat(drain(again)).isEqualTo(texts(0, 3));
    }

    @Test
    void aCrashInTheVeryFirstStartLeavesNothingBehind() throws Exception {
        disk.allocate(folder.resolve(new SegmentName(1, 1).toString()), 64 << 10);

        Journal journal = open();
        assertThat(drain(journal)).isEmpty();
        put(journal, event("a"));
        assertThat(drain(killAndOpen(journal))).containsExactly("a");
    }

    @Test
    void sparesOfAJournalWhoseSegmentsAreGoneAreNotUsed() throws Exception {
        Journal journal = open();
        for (int id = 0; id < 20; id++) {
            put(journal, sized("old", 2000));
        }
        journal.close();
        for (Path spare : disk.all()) {
            if (Spares.isSpare(spare)) {
                disk.delete(spare);
            }
        }
        disk.rename(disk.segments().get(0), folder.resolve("old.spare"));

        journal = open();
        put(journal, event("new"));
        journal = killAndOpen(journal);
        assertThat(metrics.quarantined()).isZero();
        assertThat(drain(journal)).containsExactly("new");
    }

    @Test
    void aSegmentOfALaterReleaseIsLeftAlone() throws Exception {
        Journal journal = open();
        put(journal, events(0, 3));
        journal.close();
        FakeDisk before = disk.afterKill();
        Path segment = disk.segments().get(0);
        byte[] header = disk.bytes(segment);
        ByteBuffer buffer = ByteBuffer.wrap(header);
        buffer.putInt(8, 99).putInt(48, RecordHeader.checksum(buffer, 0, 48));
        disk.open(segment).write(List.of(buffer), 0, true);

        org.assertj.core.api.Assertions.assertThatThrownBy(this::open)
                .hasMessageContaining("format 99")
                .hasMessageContaining(segment.toString());
        assertThat(disk.segments()).isEqualTo(before.segments());
    }

    @Test
    void anEventThatIsNeverAcknowledgedHoldsNothingButItsOwnSegment() throws Exception {
        Journal journal = open();
        put(journal, event("held"));
        List<StoredEvent> held = take(journal, 1);
        for (int round = 0; round < 100; round++) {
            put(journal, sized("r" + round, 30_000));
            assertThat(drain(journal)).hasSize(1);
            assertThat(disk.all().size()).as("files in round %d", round).isLessThan(12);
        }
        put(journal, event("last"));

        journal = killAndOpen(journal);
        assertThat(journal.depthEvents()).isEqualTo(2);
        put(journal, sized("more", 60_000));
        journal = stopAndOpen(journal);
        assertThat(drain(journal)).startsWith("held", "last").hasSize(3);
        assertThat(held).hasSize(1);
        assertThat(metrics.quarantined()).isZero();
    }

    @Test
    void feedersThatAreNotHeardOfAreForgotten() throws Exception {
        settings = settings.forgetFeeders(Duration.ofHours(1));
        Journal journal = open();
        put(journal, fed("quiet", 1), fed("busy", 1));
        for (int minute = 0; minute < 70; minute++) {
            clock.pass(Duration.ofMinutes(1));
            put(journal, fed("busy", minute + 2, "x".repeat(30_000)));
            drain(journal);
        }

        assertThat(journal.progressOf("quiet")).isEmpty();
        assertThat(journal.progressOf("busy")).hasValue(71);
        journal = killAndOpen(journal);
        assertThat(journal.progressOf("quiet")).isEmpty();
        assertThat(put(journal, fed("quiet", 1))).isEqualTo(1);
    }

    @Test
    void aChangedSegmentSizeHoldsForNewSegments() throws Exception {
        Journal journal = open();
        put(journal, sized("a", 60_000));
        put(journal, sized("b", 60_000));
        journal.close();

        settings = settings.segmentBytes(1 << 20);
        journal = open();
        put(journal, sized("c", 500_000));
        put(journal, sized("d", 500_000));
        assertThat(drain(killAndOpen(journal))).containsExactly("a", "b", "c", "d");
    }
}
