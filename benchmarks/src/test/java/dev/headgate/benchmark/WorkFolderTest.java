package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.cli.UserError;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path disk = Path.of("");

    @Test
    void killsItsProcessesBeforeItGoes() throws Exception {
        Process sleeper;
        try (WorkFolder folder = WorkFolder.make(Optional.of(disk), 0)) {
            sleeper = folder.start(new ProcessBuilder("sleep", "600"));
            assertThat(sleeper.isAlive()).isTrue();
        }
        assertThat(sleeper.isAlive()).isFalse();
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void startsNothingOnceItIsGone() {
        WorkFolder folder = WorkFolder.make(Optional.of(disk), 0);
        folder.close();
        assertThatThrownBy(() -> folder.start(new ProcessBuilder("sleep", "600")))
                .isInstanceOf(BenchmarkException.class);
        assertThatThrownBy(folder::fresh).isInstanceOf(BenchmarkException.class);
    }

    @Test
    void refusesADiskWithoutRoom() {
        assertThatThrownBy(() -> WorkFolder.make(Optional.of(disk), Long.MAX_VALUE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("MB free")
                .hasMessageContaining("--dir");
        assertThat(disk).isEmptyDirectory();
    }
}
