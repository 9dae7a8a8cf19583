package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a disk in memory, which a test opens, kills and opens again. */
abstract class JournalFixture {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path folder;

    final SettableClock clock = new SettableClock();
    FakeDisk disk = new FakeDisk();
    JournalMetrics metrics = new JournalMetrics();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    TestSettings settings;

    private @Nullable Journal last;
    final ExecutorService others = Executors.newCachedThreadPool();

    @BeforeEach
    void smallSegments() {
        settings = TestSettings.in(folder);
    }

    @AfterEach
    void closeAll() throws IOException {
        others.shutdownNow();
        if (last != null) {
            last.close();
        }
    }

    final Journal open() throws IOException {
        metrics = new JournalMetrics();
        Journal journal = Journal.open(settings.settings(), disk, clock, metrics);
        last = journal;
        return journal;
    }

    /** Opens what is there when the process of the journal is killed now. */
    final Journal killAndOpen(Journal journal) throws IOException {
        FakeDisk left = disk.afterKill();
        journal.close();
        disk = left;
        return open();
    }

    /** Opens what is there when power goes now. */
    final Journal cutAndOpen(Journal journal) throws IOException {
        FakeDisk left = disk.afterPowerCut();
        journal.close();
        disk = left;
        return open();
    }

    final Journal stopAndOpen(Journal journal) throws IOException {
        journal.close();
        return open();
    }
}
