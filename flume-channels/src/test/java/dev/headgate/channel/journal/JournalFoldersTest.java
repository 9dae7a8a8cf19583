package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of several folders, on real files. */
class JournalFoldersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path one;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path two;

    @BeforeEach
    void nameFolders() {
        one = folder.resolve("one");
        two = folder.resolve("two");
    }

    private static Journal open(Path... directories) throws IOException {
        return Journal.open(
                TestSettings.in(directories).settings(), new LocalDisk(), Clock.systemUTC(), new JournalMetrics());
    }

    private static void fill(Path... directories) throws Exception {
        try (Journal journal = open(directories)) {
            put(journal, sized("a", 40_000));
            put(journal, sized("b", 40_000));
        }
    }

    @Test
    void refusesToStartWithoutOneOfThem() throws Exception {
        fill(one, two);

        assertThatThrownBy(() -> open(one))
                .hasMessageContaining("its folder '" + two + "' is missing")
                .hasMessageContaining("name all folders of the journal")
                .hasMessageContaining("delete '" + one.resolve("folders") + "'");
        assertThatThrownBy(() -> JournalFiles.open(List.of(two))).hasMessageContaining("'" + one + "' is missing");
        try (Journal journal = open(two, one)) {
            assertThat(drain(journal)).containsExactly("a", "b");
        }
    }

    @Test
    void refusesAnEmptyDiskInThePlaceOfOne() throws Exception {
        fill(one, two);
        Files.move(two, folder.resolve("elsewhere"));
        Files.createDirectory(two);

        assertThatThrownBy(() -> open(one, two)).hasMessageContaining("'" + two + "' is missing");
        try (Journal journal = open(one, folder.resolve("elsewhere"))) {
            assertThat(drain(journal)).containsExactly("a", "b");
        }
    }

    @Test
    void takesAFolderMoreAndGivesALostOneUpWhenToldTo() throws Exception {
        fill(one);
        fill(one, two);
        assertThatThrownBy(() -> open(one)).hasMessageContaining("'" + two + "' is missing");

        Files.delete(one.resolve("folders"));
        open(one).close();
        open(one).close();
    }

    @Test
    void refusesAFolderOfAnotherJournal() throws Exception {
        fill(one);
        fill(two);

        assertThatThrownBy(() -> open(one, two)).hasMessageContaining("'" + two + "' belongs to another journal");
        open(one).close();
    }

    @Test
    void needsNoFileThatIsDamaged() throws Exception {
        fill(one, two);
        for (Path damaged : List.of(one.resolve("folders"), two.resolve("folders"))) {
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[60] ^= 1;
            Files.write(damaged, bytes);
        }
        try (Journal journal = open(one, two)) {
            assertThat(drain(journal)).containsExactly("a", "b");
        }
        assertThatThrownBy(() -> open(two)).hasMessageContaining("'" + one + "' is missing");
    }
}
