package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is of one journal of one process. */
class JournalLockIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private Journal open(Path directory) throws IOException {
        return Journal.open(
                TestSettings.in(directory).settings(), new LocalDisk(), Clock.systemUTC(), new JournalMetrics());
    }

    @Test
    void namesTheProcessThatHasTheFolderUntilThatIsGone() throws Exception {
        Process child = JournalChild.start(List.of(), "hold", folder.toString());
        try (BufferedReader lines = JournalChild.output(child)) {
            assertThat(lines.readLine()).isEqualTo("started");
            assertThatThrownBy(() -> open(folder)).hasMessageContaining("in use by process " + child.pid());
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        open(folder).close();
    }

    @Test
    void aSecondOneInTheSameProcessDoesNotOpenTheFolderToOthers() throws Exception {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), Files.createDirectory(folder.resolve("real")));
        try (Journal journal = open(folder.resolve("real"))) {
            assertThat(journal.depthEvents()).isZero();
            assertThatThrownBy(() -> open(folder.resolve("real"))).hasMessageContaining("in use by this process");
            assertThatThrownBy(() -> open(alias)).hasMessageContaining("in use by this process");

            Process child =
                    JournalChild.start(List.of(), "hold", folder.resolve("real").toString());
            try (BufferedReader lines = JournalChild.output(child)) {
                assertThat(lines.readLine()).isNull();
                assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue()).isNotZero();
            } finally {
                child.destroyForcibly();
            }
        }
        open(alias).close();
    }
}
