package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.fed;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.takeTexts;
import static dev.headgate.channel.journal.TestEvents.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.SegmentScan.Damaged;
import dev.headgate.channel.journal.SegmentScan.Step;
import dev.headgate.channel.journal.SegmentScan.Whole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;

class JournalDamageTest extends JournalFixture {
    private static final int EVENTS = 90;
    private static final int PER_TRANSACTION = 3;
    private static final int ACKNOWLEDGED = 20;

    /** A stopped journal of several segments. */
    private FakeDisk written(Random random) throws Exception {
        disk = new FakeDisk(random);
        Journal journal = open();
        for (int id = 0; id < EVENTS; id += PER_TRANSACTION) {
            List<Event> events = new ArrayList<>();
            for (int event = id; event < id + PER_TRANSACTION; event++) {
                events.add(fed("f", event, "e" + event + " ".repeat(random.nextInt(5000))));
            }
            put(journal, events);
            if (id / PER_TRANSACTION % 7 == 6) {
                takeTexts(journal, 5);
            }
        }
        int left = (int) journal.depthEvents() - (EVENTS - ACKNOWLEDGED);
        takeTexts(journal, left);
        journal.close();
        return disk.afterKill();
    }

    @Test
    void aFlippedBitLosesNothingButTheRecordItIsIn() throws Exception {
        FakeDisk[] written = new FakeDisk[1];
        String id = idOf(written(new Random(5)));
        written[0] = disk.afterKill();
        Seeds.runFor(Duration.ofSeconds(5), seed -> {
            Random random = new Random(seed);
            disk = written[0].afterKill();
            List<Path> segments = disk.segments();
            Path file = segments.get(random.nextInt(segments.size()));
            int offset = random.nextInt(64 << 10);
            disk.flip(file, offset, random.nextInt(8));
            checkAfterDamage(id, "bit at " + offset + " of " + file);
        });
    }

    @Test
    void damageInTheLastEventsIsSetAsideOnce() throws Exception {
        String id = idOf(written(new Random(5)));
        disk = disk.afterKill();
        List<Path> segments = disk.segments();
        Path newest = segments.get(segments.size() - 1);
        Segment segment = new Segment(disk, newest, UUID.fromString(id), (int) disk.size(newest));
        SegmentScan scan = new SegmentScan(segment, segment.size());
        int last = 0;
        for (Step step = scan.next(0); step instanceof Whole whole; step = scan.next(0)) {
            last = whole.header().type() == RecordType.EVENTS ? whole.offset() : last;
        }
        assertThat(last).isPositive();
        disk.flip(newest, last + 4, 0);

        checkAfterDamage(id, "the type of the record at " + last);
    }

    private String idOf(FakeDisk stopped) throws IOException {
        disk = stopped.afterKill();
        try (Journal journal = open()) {
            return journal.id();
        }
    }

    private void checkAfterDamage(String id, String what) throws Exception {
        settings = TestSettings.in(Files.createDirectories(folder));
        String out = "x";
        try (Journal journal = open()) {
            assertThat(journal.id()).as(what).isEqualTo(id);
            long progress = journal.progressOf("f").orElseThrow();
            List<String> left = drain(journal);
            List<String> lost = new ArrayList<>(texts(ACKNOWLEDGED, EVENTS));
            lost.removeAll(left);
            List<String> expected = new ArrayList<>(texts(ACKNOWLEDGED, EVENTS));
            expected.removeAll(lost);
            assertThat(left).as(what).isEqualTo(expected);
            assertThat(lost.size()).as("lost, %s", what).isLessThanOrEqualTo(PER_TRANSACTION);
            assertThat(metrics.quarantined()).as("quarantined, %s", what).isLessThanOrEqualTo(1);
            assertThat(progress).as("progress, %s", what).isBetween(EVENTS - 1L - lost.size(), EVENTS - 1L);
            if (!lost.isEmpty()) {
                assertThat(metrics.quarantined()).as(what).isEqualTo(1);
            }
            assertThat(journal.depthEvents()).as(what).isZero();
            assertThat(journal.depthBytes()).as(what).isZero();
            put(journal, event(out));
            out = drain(journal).get(0);
        }
        assertThat(out).isEqualTo("x");
        try (Journal again = open()) {
            assertThat(drain(again)).as(what).isEmpty();
            assertThat(again.depthEvents()).as(what).isZero();
        }
    }

    private Segment segment(Path file) throws IOException {
        long number = SegmentName.of(file).orElseThrow().number();
        UUID journal = Segment.readJournal(disk.open(file), file, number);
        return new Segment(disk, file, Objects.requireNonNull(journal), (int) disk.size(file));
    }

    /** The events records of a segment, in order. */
    private List<Whole> batches(Path file) throws IOException {
        Segment segment = segment(file);
        SegmentScan scan = new SegmentScan(segment, (int) disk.size(file));
        List<Whole> batches = new ArrayList<>();
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            if (step instanceof Whole whole && whole.header().type() == RecordType.EVENTS) {
                batches.add(whole);
            }
        }
        segment.close();
        return batches;
    }

    @Test
    void aDamagedRecordIsSetAsideLoggedAndCounted() throws Exception {
        disk = written(new Random(6));
        Path file = disk.segments().get(1);
        Whole batch = batches(file).get(2);
        int at = batch.offset() + RecordHeader.SIZE + 30;
        disk.flip(file, at, 3);
        byte[] damaged = disk.bytes(file);

        String log = logOf(() -> {
            Journal journal = open();
            assertThat(drain(journal)).hasSize(EVENTS - ACKNOWLEDGED - PER_TRANSACTION);
        });

        assertThat(metrics.quarantined()).isEqualTo(1);
        assertThat(log)
                .contains(file.toString())
                .contains("offset " + batch.offset())
                .contains("events of positions " + batch.header().firstPosition());
        try (Stream<Path> aside = Files.list(folder.resolve("quarantine"))) {
            byte[] bytes = Files.readAllBytes(aside.findFirst().orElseThrow());
            assertThat(bytes).isEqualTo(java.util.Arrays.copyOfRange(damaged, batch.offset(), batch.end()));
        }
    }

    @Test
    void severalDamagedRecordsInARowAreEachSetAside() throws Exception {
        disk = written(new Random(7));
        Path newest = disk.segments().get(disk.segments().size() - 1);
        List<Whole> batches = batches(newest);
        assertThat(batches).hasSizeGreaterThan(3);
        for (Whole batch : batches.subList(0, 3)) {
            disk.flip(newest, batch.offset() + RecordHeader.SIZE + 40, 1);
        }
        Journal journal = open();

        assertThat(metrics.quarantined()).isEqualTo(3);
        assertThat(drain(journal)).hasSize(EVENTS - ACKNOWLEDGED - 3 * PER_TRANSACTION);
        assertThat(metrics.quarantined()).isEqualTo(3);
    }

    @Test
    void positionsOfADamagedRecordAreNotGivenOutAgain() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        put(journal, event("b"));
        journal.close();
        Path file = disk.segments().get(0);
        disk.flip(file, batches(file).get(1).offset() + RecordHeader.SIZE + 15, 0);

        journal = open();
        put(journal, event("c"));
        List<StoredEvent> events = TestEvents.take(journal, 10);
        assertThat(TestEvents.texts(events)).containsExactly("a", "c");
        assertThat(events.get(1).position()).isEqualTo(3);
    }

    @Test
    void aTornEndIsCutInSilenceAlsoAfterManyCrashes() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        FakeDisk before = disk.afterKill();
        put(journal, sized("torn", 3000), event("x"));
        journal.close();
        Path file = disk.segments().get(0);
        Whole torn = batches(file).get(1);
        byte[] bytes = disk.bytes(file);
        disk = before;
        // Of the last record its beginning and its end are there, not its middle.
        int middle = torn.offset() + 1024;
        disk.open(file)
                .write(
                        List.of(java.nio.ByteBuffer.wrap(bytes, torn.offset(), middle - torn.offset())),
                        torn.offset(),
                        true);
        disk.open(file)
                .write(
                        List.of(java.nio.ByteBuffer.wrap(bytes, middle + 512, torn.end() - middle - 512)),
                        middle + 512,
                        true);

        for (int start = 0; start < 3; start++) {
            disk = disk.afterKill();
            journal = open();
            put(journal, event("s" + start));
            assertThat(metrics.quarantined()).isZero();
            journal = killAndOpen(journal);
            journal.close();
        }
        assertThat(drain(open())).containsExactly("a", "s0", "s1", "s2");
    }

    @Test
    void aMissingSegmentIsNamedAndWhatLiesBehindIsDelivered() throws Exception {
        disk = written(new Random(8));
        Path missing = disk.segments().get(1);
        long from = SegmentName.of(missing).orElseThrow().firstPosition();
        long to = SegmentName.of(disk.segments().get(2)).orElseThrow().firstPosition();
        disk.remove(missing);

        String log = logOf(() -> {
            Journal journal = open();
            List<String> left = drain(journal);
            List<String> expected = new ArrayList<>(texts(ACKNOWLEDGED, EVENTS));
            expected.removeAll(texts((int) from - 1, (int) to - 1));
            assertThat(left).isEqualTo(expected);
            assertThat(journal.depthEvents()).isZero();
        });
        assertThat(log).contains("has lost segments 2 to 2").contains("positions " + from + " to " + (to - 1));
    }

    @Test
    void missingFirstSegmentsAreNamed() throws Exception {
        disk = written(new Random(9));
        Path second = disk.segments().get(1);
        long from = SegmentName.of(second).orElseThrow().firstPosition();
        disk.remove(disk.segments().get(0));

        String log = logOf(() -> {
            Journal journal = open();
            assertThat(journal.depthEvents()).isEqualTo(EVENTS - from + 1);
            assertThat(drain(journal)).isEqualTo(texts((int) from - 1, EVENTS));
        });
        assertThat(log).contains("has lost the segments before number 2").contains("to " + (from - 1) + " are lost");
    }

    @Test
    void withoutAnySnapshotEverythingThatIsThereIsDelivered() throws Exception {
        disk = written(new Random(10));
        disk.remove(disk.segments().get(0));
        for (Path file : disk.segments()) {
            disk.flip(file, Segment.HEADER_SIZE + RecordHeader.SIZE + 3, 2);
        }
        long from = SegmentName.of(disk.segments().get(0)).orElseThrow().firstPosition();

        String log = logOf(() -> {
            Journal journal = open();
            assertThat(journal.depthEvents()).isEqualTo(EVENTS - from + 1);
            assertThat(journal.depthBytes()).isPositive();
            assertThat(drain(journal)).isEqualTo(texts((int) from - 1, EVENTS));
            assertThat(journal.depthEvents()).isZero();
        });
        assertThat(log).contains("no segment has a whole snapshot");
    }

    @Test
    void aQuarantineThatCannotBeWrittenStopsNothing() throws Exception {
        disk = written(new Random(11));
        Files.writeString(folder.resolve("quarantine"), "a file where the folder should be");
        Path newest = disk.segments().get(disk.segments().size() - 1);
        disk.flip(newest, batches(newest).get(0).offset() + RecordHeader.SIZE + 40, 1);

        Journal journal = open();
        assertThat(drain(journal)).hasSize(EVENTS - ACKNOWLEDGED - PER_TRANSACTION);
        assertThat(metrics.quarantined()).isEqualTo(1);
    }

    @Test
    void aBodyThatLooksLikeARecordIsNone() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        byte[] file = disk.bytes(disk.segments().get(0));
        Event copy = event("copy");
        copy.setBody(java.util.Arrays.copyOfRange(file, Segment.HEADER_SIZE, Segment.HEADER_SIZE + 2000));
        put(journal, copy);
        journal = killAndOpen(journal);

        assertThat(journal.depthEvents()).isEqualTo(2);
        List<StoredEvent> events = TestEvents.take(journal, 10);
        assertThat(events.get(1).event().getBody()).isEqualTo(copy.getBody());
    }

    @Test
    void whatTheDiskRefusesToReadIsSetAsideAndTheRestDelivered() throws Exception {
        disk = written(new Random(12));
        Path file = disk.segments().get(1);
        Whole batch = batches(file).get(2);
        disk.refuse(file, batch.offset() + 1000, batch.offset() + 1100);

        String log = logOf(() -> {
            Journal journal = open();
            assertThat(drain(journal).size())
                    .isBetween(EVENTS - ACKNOWLEDGED - 3 * PER_TRANSACTION, EVENTS - ACKNOWLEDGED - 1);
            assertThat(journal.depthEvents()).isZero();
        });
        assertThat(metrics.quarantined()).isPositive();
        assertThat(log).contains("its disk refuses to").contains(file.toString());
    }

    @Test
    void theEndOfTheLogIsNotCutWhereTheDiskRefusesToReadIt() throws Exception {
        disk = written(new Random(13));
        Path newest = disk.segments().get(disk.segments().size() - 1);
        Whole last = batches(newest).get(batches(newest).size() - 1);
        disk.refuse(newest, last.offset(), last.end() + 200);

        Journal journal = open();
        assertThat(metrics.quarantined()).isPositive();
        assertThat(disk.segments().get(disk.segments().size() - 1))
                .as("the log goes on in a new segment")
                .isNotEqualTo(newest);
        assertThat(drain(journal)).hasSizeBetween(EVENTS - ACKNOWLEDGED - 4 * PER_TRANSACTION, EVENTS - ACKNOWLEDGED);
    }

    @Test
    void aDiskThatIsGoneLosesNothing() throws Exception {
        disk = written(new Random(14));
        Journal journal = open();
        Path file = disk.segments().get(1);
        disk.hook((operation, read) -> {
            if (operation.equals("read") && read.equals(file)) {
                throw new IOException("No such device");
            }
        });
        assertThatThrownBy(() -> drain(journal)).hasMessageContaining("No such device");
        disk.hook((operation, read) -> {});

        assertThat(metrics.quarantined()).isZero();
        assertThat(journal.depthEvents()).isEqualTo(EVENTS - ACKNOWLEDGED);
    }

    @Test
    void theLastCommitIsCoveredSoonSoThatItsDamageIsFoundAfterAKill() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        put(journal, event("b"));
        Path file = disk.segments().get(0);
        Whole last = batches(file).get(1);
        await().until(() -> segmentScanEnd(file) > last.end());
        FakeDisk killed = disk.afterKill();
        journal.close();
        disk = killed;
        disk.flip(file, last.offset() + RecordHeader.SIZE + 15, 0);

        Journal again = open();
        assertThat(drain(again)).containsExactly("a");
        assertThat(metrics.quarantined()).isEqualTo(1);
    }

    private int segmentScanEnd(Path file) throws IOException {
        Segment segment = segment(file);
        SegmentScan scan = new SegmentScan(segment, segment.size());
        int end = 0;
        for (Step step = scan.next(0); step instanceof Whole; step = scan.next(0)) {
            end = step.end();
        }
        segment.close();
        return end;
    }

    @Test
    void recordsOfAnotherJournalAreNone() throws Exception {
        Journal journal = open();
        put(journal, sized("other", 3000));
        put(journal, sized("other", 3000));
        byte[] other = disk.bytes(disk.segments().get(0));
        int second = batches(disk.segments().get(0)).get(1).offset();
        journal.close();

        settings = TestSettings.in(folder.resolve("mine"));
        journal = open();
        put(journal, sized("mine", 3000));
        disk = disk.afterKill();
        journal.close();
        Path mine = folder.resolve("mine").resolve(disk.segments().get(0).getFileName());
        disk.open(mine).write(List.of(java.nio.ByteBuffer.wrap(other, second, other.length - second)), second, true);

        assertThat(drain(open())).containsExactly("mine");
        assertThat(metrics.quarantined()).isZero();
    }

    @Test
    void findsTheNextRecordBehindADamagedHeader() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        put(journal, event("b"));
        put(journal, event("c"));
        journal.close();
        Path file = disk.segments().get(0);
        List<Whole> batches = batches(file);
        disk.flip(file, batches.get(1).offset() + 9, 7);
        Segment segment = segment(file);
        SegmentScan scan = new SegmentScan(segment, batches.get(2).end());

        Optional<Step> damaged = Optional.empty();
        for (Step step = scan.next(0); step != null; step = scan.next(0)) {
            damaged = step instanceof Damaged ? Optional.of(step) : damaged;
        }
        assertThat(damaged)
                .contains(new Damaged(batches.get(1).offset(), batches.get(2).offset(), null, false));
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static String logOf(Work work) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }
}
