package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.events;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.takeTexts;
import static dev.headgate.channel.journal.TestEvents.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalFullDiskTest extends JournalFixture {
    private static final int SEGMENT = 64 << 10;

    /** Puts until there is no room; returns the texts of what was stored. */
    private static List<String> fill(Journal journal, int bytes) throws Exception {
        List<String> stored = new ArrayList<>();
        for (int id = 0; ; id++) {
            try {
                put(journal, sized("f" + id, bytes));
                stored.add("f" + id);
            } catch (JournalFullException full) {
                return stored;
            }
        }
    }

    @Test
    void refusesPutsBeforeTheReserveIsTouchedAndGoesOnByItself() throws Exception {
        settings = settings.reserve(3 * SEGMENT);
        disk.usable(20 * SEGMENT);
        Journal journal = open();
        List<String> stored = fill(journal, 10_000);
        assertThat(disk.usableBytes(folder)).isGreaterThanOrEqualTo(3 * SEGMENT);
        assertThatThrownBy(() -> put(journal, sized("x", 20_000)))
                .isInstanceOf(JournalFullException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("Puts go on when there is room");

        List<String> taken = new ArrayList<>(takeTexts(journal, stored.size() / 2));
        put(journal, sized("again", 20_000));
        taken.addAll(drain(journal));

        stored.add("again");
        assertThat(taken).isEqualTo(stored);
    }

    @Test
    void aRefusedPutLeavesNothingBehind() throws Exception {
        disk.usable(8 * SEGMENT);
        Journal journal = open();
        List<String> stored = fill(journal, 30_000);
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThatThrownBy(() -> put(journal, sized("x", 30_000))).isInstanceOf(JournalFullException.class);
        }
        Journal again = killAndOpen(journal);

        assertThat(again.depthEvents()).isEqualTo(stored.size());
        assertThat(drain(again)).isEqualTo(stored);
    }

    @Test
    void acknowledgesOverManySegmentsOnAFullDisk() throws Exception {
        disk.usable(8 * SEGMENT);
        Journal journal = open();
        // Small events in large transactions: their acknowledgements, one by one, take more room than they do.
        List<String> stored = new ArrayList<>();
        for (int id = 0; ; id += 1000) {
            try {
                put(journal, events(id, id + 1000));
                stored.addAll(texts(id, id + 1000));
            } catch (JournalFullException full) {
                break;
            }
        }
        disk.usable(0);
        assertThat(stored).hasSizeGreaterThan(5000);

        List<String> taken = new ArrayList<>();
        for (List<String> one = takeTexts(journal, 1); !one.isEmpty(); one = takeTexts(journal, 1)) {
            taken.addAll(one);
        }
        assertThat(taken).isEqualTo(stored);
        put(journal, event("z"));
        assertThat(drain(killAndOpen(journal))).containsExactly("z");
    }

    @Test
    void startsOnAFullDisk() throws Exception {
        disk.usable(10 * SEGMENT);
        Journal journal = open();
        List<String> stored = fill(journal, 20_000);
        disk.usable(0);
        for (int start = 0; start < 10; start++) {
            journal = killAndOpen(journal);
            disk.usable(0);
        }
        assertThat(drain(journal)).isEqualTo(stored);
    }

    @Test
    void whatCannotBeAcknowledgedIsGivenOutAgainAlsoAfterAKill() throws Exception {
        disk.usable(16 * SEGMENT);
        Journal journal = open();
        put(journal, sized("a", 60_000));
        put(journal, event("b"));
        // Transactions that take every second event leave a record that grows.
        put(journal, events(0, 20_000));
        disk.usable(0);
        List<StoredEvent> odd = new ArrayList<>();
        List<StoredEvent> even = new ArrayList<>();
        for (StoredEvent event : TestEvents.take(journal, 20_002)) {
            (event.position() % 2 == 0 ? even : odd).add(event);
        }
        boolean refused = false;
        for (int from = 0; from < even.size() && !refused; from += 100) {
            List<StoredEvent> some = even.subList(from, from + 100);
            long depth = journal.depthEvents();
            try {
                journal.queue().acknowledge(some);
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("Acknowledging failed");
                refused = true;
                assertThat(journal.depthEvents()).isEqualTo(depth);
                journal.queue().giveBack(some);
            }
        }
        assertThat(refused).isTrue();
        long depth = journal.depthEvents();
        Journal again = killAndOpen(journal);

        assertThat(again.depthEvents()).isEqualTo(depth);
        disk.usable(100 * SEGMENT);
        assertThat(drain(again)).hasSize((int) depth);
    }

    @Test
    void aDiskThatRefusesAFileIsFull() throws Exception {
        Journal journal = open();
        disk.hook((operation, file) -> {
            if (operation.equals("allocate")) {
                throw new IOException("Disk quota exceeded");
            }
        });
        assertThat(fill(journal, 30_000)).isNotEmpty();
        disk.hook((operation, file) -> {});
        put(journal, sized("again", 30_000));
        assertThat(drain(journal)).endsWith("again");
    }

    @Test
    void worksOnASmallFileSystemThatSomebodyElseFills() throws Exception {
        Path mount = Files.createDirectory(folder.resolve("small"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "headgate-test", mount.toString()))
                .as("this test may mount a tmpfs")
                .isZero();
        try {
            fillAndDrain(mount);
        } finally {
            run("umount", mount.toString());
        }
    }

    private static void fillAndDrain(Path mount) throws Exception {
        TestSettings small = TestSettings.in(mount.resolve("journal")).reserve(256 << 10);
        Path filler = mount.resolve("filler");
        try (Journal journal =
                Journal.open(small.settings(), new LocalDisk(), Clock.systemUTC(), new JournalMetrics())) {
            List<String> stored = fill(journal, 5000);
            assertThat(stored).hasSizeGreaterThan(100);
            fillUp(filler);

            assertThat(takeTexts(journal, 50)).isEqualTo(stored.subList(0, 50));
            for (int one = 50; one < stored.size(); one++) {
                assertThat(takeTexts(journal, 1)).containsExactly(stored.get(one));
            }
            Files.delete(filler);
            assertThat(fill(journal, 5000)).hasSizeGreaterThan(100);
        }
    }

    private static void fillUp(Path filler) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
