package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.cli.HeadgateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    private static final String VALID =
            Path.of("..", "examples", "clickstream.yaml").toString();

    private final Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    DemoCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void home() throws IOException {
        Files.createDirectories(folder.resolve("home/testbed"));
        System.setProperty("headgate.home", folder.resolve("home").toString());
    }

    @AfterEach
    void noHome() {
        System.clearProperty("headgate.home");
    }

    @Test
    void helpSaysWhatHappensAndWhatTheExitStatusMeans() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("kill -9", "--input=FILE", "Exit status:", "Examples:");
    }

    @Test
    void anInputThatIsNotThereIsRefused() {
        assertThat(run("--topology", VALID, "--input", "/no/such/file")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "headgate: Bad value '/no/such/file' for '--input': there is no such file. Give a file that can"
                                + " be read.\n");
    }

    @Test
    void aFolderAsInputIsRefused() {
        assertThat(run("--topology", VALID, "--input", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("for '--input': it is no file.");
    }

    @Test
    void aTopologyWithAnErrorIsRefusedBeforeAnythingStarts() {
        Path work = folder.resolve("work");

        assertThat(run("--topology", topology("tears: {}\n").toString(), "--work", work.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("error[unknown-key]", "tears").doesNotContain("Starting HDFS");
        assertThat(work).doesNotExist();
    }

    @Test
    void whatItCannotFeedOrReadIsRefusedBeforeAnythingStarts() {
        Path work = folder.resolve("work");

        assertThat(run("--topology", example("many-ways-in"), "--work", work.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("headgate: The demo cannot run this topology, and has started nothing:\n")
                .contains(
                        "many-ways-in.yaml:",
                        "its app servers do not send by thrift, as stream ",
                        "its app servers do not send by http, as stream ",
                        "its app servers do not send by syslog, as stream ")
                .contains("Say 'send: avro' in a copy of the file.\n")
                .doesNotContain("Starting HDFS");
        assertThat(run("--topology", example("secure"), "--work", work.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("secure.yaml:", "its machines have no certificates. Take 'tls' out")
                .contains(
                        "its stores know no logins and no secrets, as store 'bus' asks. Take 'kafka.security.protocol' out");
        assertThat(run("--topology", example("stores"), "--work", work.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("and store 'raw' says 'format'. Take that out in a copy of the file.")
                .contains("and store 'latest' says 'cell.e.body'.");
        assertThat(work).doesNotExist();
    }

    @Test
    void aRouteThatChoosesByAHeaderIsRefused() throws IOException {
        String text = Files.readString(Path.of(VALID))
                .replace("to: [raw, latest, bus]", "to: [raw, latest, bus]\n    when: { header: kind, in: [a] }");

        assertThat(run("--topology", topology(text).toString())).isEqualTo(2);
        assertThat(err.toString()).contains("its events bear no header 'kind', by which a route chooses.");
    }

    @Test
    void theEnvironmentIsChosen() throws IOException {
        Path file = topology(Files.readString(Path.of(example("environments"))).replace("send: avro", "send: http"));

        assertThat(run("--topology", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("error[unknown-environment]", "--environment");
        assertThat(run("--topology", file.toString(), "--environment", "staging"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("do not send by http, as stream 'clicks' asks.");
    }

    private static String example(String name) {
        return Path.of("..", "examples", name + ".yaml").toString();
    }

    @Test
    void aWorkFolderWithSomethingInItIsRefusedAndKept() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        Path precious = Files.writeString(work.resolve("precious"), "x");

        assertThat(run("--topology", VALID, "--work", work.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("the folder is not empty. Give an empty or a new one.");
        assertThat(precious).exists();
    }

    @Test
    void aDurationOutOfBoundsIsRefused() {
        assertThat(run("--duration", "1s")).isEqualTo(2);
        assertThat(err.toString()).contains("'1s' is out of bounds. Give 10s to 10m");
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(busy.getLocalPort(), 1))
                    .hasMessageStartingWith("Port " + busy.getLocalPort() + " of 127.0.0.1 is busy");
        }
    }

    @Test
    void theWorkFolderGoesWhenItIsClosedUnlessItIsKept() throws IOException {
        Path gone;
        try (WorkFolder work = WorkFolder.make(Optional.of(folder.resolve("gone")), false)) {
            gone = work.path();
            Files.writeString(Files.createDirectories(gone.resolve("a/b")).resolve("c"), "x");
        }
        Path kept;
        try (WorkFolder work = WorkFolder.make(Optional.of(folder.resolve("kept")), true)) {
            kept = work.path();
        }

        assertThat(gone).doesNotExist();
        assertThat(kept).exists();
    }

    private Path topology(String text) {
        try {
            return Files.writeString(folder.resolve("my.yaml"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int run(String... arguments) {
        CommandLine commandLine = HeadgateCommand.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "demo";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return commandLine.execute(all);
    }
}
