package dev.headgate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.cli.ExitStatus;
import dev.headgate.topology.cli.HeadgateCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
    @TempDir
    private Path disk = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine =
                HeadgateCommand.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private void assertRefused(String message, String... arguments) {
        assertThat(run(arguments)).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void refusesToRunWithoutABenchmark() {
        assertRefused("Missing subcommand.", "bench");
    }

    @Test
    void namesTheNearestCaseForAnUnknownOne() {
        assertRefused(
                "Bad value 'batch-10' for '--case': did you mean 'batch-1",
                "bench",
                "channel",
                "--dir",
                disk.toString(),
                "--case",
                "puts-1000",
                "batch-10");
    }

    @Test
    void namesAllCasesForOneThatIsLikeNone() {
        assertRefused(
                "give some of batch-1-alone, batch-1, batch-100, batch-1000, puts-1000, restart-500k.",
                "bench",
                "channel",
                "--quick",
                "--dir",
                disk.toString(),
                "--case",
                "everything");
    }

    @Test
    void refusesRoundsOutOfBounds() {
        assertRefused(
                "Bad value '0' for '--rounds': give 1 to 99.",
                "bench",
                "channel",
                "--dir",
                disk.toString(),
                "--rounds",
                "0");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertRefused(
                "for '--dir': there is no such folder. Give a folder that can be written.",
                "bench",
                "channel",
                "--dir",
                disk.resolve("absent").toString());
    }

    @Test
    void refusesAnUnknownForm() {
        assertRefused(
                "Invalid value 'xml' for option '--output': not one of the choices. Give one of text, json.",
                "bench",
                "channel",
                "-o",
                "xml");
    }

    @Test
    void explainsItself() {
        assertThat(run("bench", "channel", "--help")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .contains("--quick", "--rounds", "--case", "--dir", "restart-5m", "fdatasync", "Exit status:");
    }

    @Test
    void explainsWhatAHopIs() {
        assertThat(run("bench", "hop", "--help")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains("--quick", "--rounds", "hop-100 ", "hop-1000", "hop-5000", "Exit status:");
    }
}
