package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script, in the shells that it is for. */
class CompletionTest {
    /** What a shell does when a person presses the tabulator behind {@code headgate val} and behind {@code headgate render --o}. */
    private static final String COMPLETE = """
            . "$1" || exit 1
            # Of use while a person types, and refused elsewhere.
            compopt() { :; }
            COMP_WORDS=(headgate val) COMP_CWORD=1
            _complete_headgate
            echo "${COMPREPLY[@]}"
            COMP_WORDS=(headgate render --o) COMP_CWORD=2
            _complete_headgate
            echo "${COMPREPLY[@]}"
            """;

    /** A person at a prompt of zsh; what is not completed is waited for until the time is up. */
    private static final String TYPE = """
            zmodload zsh/zpty || exit 1
            zpty -b terminal zsh -f -i
            zpty -w terminal ". $1; print re''ady"
            zpty -r terminal seen '*ready*'
            zpty -n -w terminal $'headgate val\\t'
            zpty -r terminal seen '*validate*'
            zpty -n -w terminal $'\\C-uheadgate render --outp\\t'
            zpty -r terminal seen '*--output*'
            print validate, --output
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void print() throws IOException {
        StringWriter printed = new StringWriter();
        HeadgateCommand.commandLine().setOut(new PrintWriter(printed, true)).execute("completion");
        script = Files.writeString(folder.resolve("headgate-completion"), printed.toString());
    }

    @Test
    void bashCompletesCommandsAndOptions() throws IOException, InterruptedException {
        assertThat(run("bash", "--norc", "-c", COMPLETE, "bash", script.toString()))
                .isEqualTo("validate\n--out --output\n");
        assertThat(run("bash", "--norc", "-c", ". \"$1\"; complete -p headgate", "bash", script.toString()))
                .contains("_complete_headgate", "headgate");
    }

    @Test
    void zshCompletesCommandsAndOptions() throws IOException, InterruptedException {
        assumeThat(Path.of("/usr/bin/zsh")).exists();

        assertThat(run("timeout", "60", "zsh", "-f", "-c", TYPE, "zsh", script.toString()))
                .isEqualTo("validate, --output\n");
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder(command).redirectErrorStream(true);
        // Where zsh puts what it remembers of completions.
        shell.environment().put("HOME", folder.toString());
        Process running = shell.start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(said).isZero();
        return said;
    }
}
