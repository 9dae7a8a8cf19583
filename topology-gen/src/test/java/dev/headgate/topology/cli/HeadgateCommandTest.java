package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.headgate.topology.Written;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HeadgateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = HeadgateCommand.commandLine();
        command.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String fine = "";
    private String broken = "";

    @BeforeEach
    void write() throws IOException {
        fine = Files.writeString(folder.resolve("fine.yaml"), Written.SMALL.text())
                .toString();
        broken = Files.writeString(
                        folder.resolve("broken.yaml"),
                        Written.SMALL.with("fan-in: 2", "fan-in: 0").text())
                .toString();
    }

    @Test
    void validateSaysThatATopologyIsFine() {
        assertThat(run("validate", fine)).isEqualTo(ExitStatus.FINE);
        assertThat(out).hasToString(fine + ": fine. 3 agents: 3 store.\n");
        assertThat(err.toString())
                .startsWith("headgate: Flume's own classes were not asked")
                .hasLineCount(1);
    }

    @Test
    void validateSaysWhatIsWrongOnStdout() {
        assertThat(run("validate", broken)).isEqualTo(ExitStatus.NO);
        assertThat(out)
                .hasToString(broken
                        + ":5:42: error[bad-value]: Bad value '0' for key 'fan-in' in tier 'store': out of bounds. Give 1 to 10000.\n"
                        + "      store: { hosts: \"store-[1-3]\", fan-in: 0, hold: 10s }\n".indent(0)
                        + "                                             ^\n"
                        + broken + ": 1 error.\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void validateAnswersInJson() {
        assertThat(run("validate", "-o", "json", broken)).isEqualTo(ExitStatus.NO);

        JsonObject answer = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(answer.get("valid").getAsBoolean()).isFalse();
        JsonObject problem = answer.getAsJsonArray("problems").get(0).getAsJsonObject();
        assertThat(problem.get("rule").getAsString()).isEqualTo("bad-value");
        assertThat(problem.get("line").getAsInt()).isEqualTo(5);
        assertThat(problem.get("column").getAsInt()).isEqualTo(42);
    }

    @Test
    void readsStandardInput() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Written.SMALL.text().getBytes(StandardCharsets.UTF_8)));
            assertThat(run("validate", "-")).isEqualTo(ExitStatus.FINE);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString()).startsWith("standard input: fine.");
    }

    @Test
    void aValueCanBeSet() {
        assertThat(run("validate", fine, "--set", "tiers.store.fan-in=0")).isEqualTo(ExitStatus.NO);
        assertThat(out.toString()).startsWith("--set tiers.store.fan-in: error[bad-value]:");
    }

    @Test
    void renderWritesAndThenFindsNothingToDo() {
        Path target = folder.resolve("out");

        assertThat(run("render", fine, "--out", target.toString(), "--dry-run")).isEqualTo(ExitStatus.FINE);
        assertThat(target).doesNotExist();
        assertThat(run("render", fine, "--out", target.toString())).isEqualTo(ExitStatus.FINE);
        assertThat(target.resolve("agents/store-01/flume.conf")).exists();
        assertThat(run("render", fine, "--out", target.toString())).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .contains(target + ": 21 to add, 0 to change, 0 unchanged. Nothing was written.\n")
                .contains(target + ": 21 added, 0 changed, 0 unchanged.\n")
                .endsWith(target + ": 0 added, 0 changed, 21 unchanged.\n");
        assertThat(err.toString().lines())
                .allMatch(line -> line.startsWith("headgate: Flume's own classes were not asked"));
    }

    @Test
    void initMakesATopologyOfAgentsThatRun() throws IOException {
        Path conf = Files.writeString(folder.resolve("flume.conf"), """
                a1.sources = s
                a1.channels = c
                a1.sinks = k
                a1.sources.s.type = avro
                a1.sources.s.bind = flume-1
                a1.sources.s.port = 41414
                a1.sources.s.channels = c
                a1.sources.s.interceptors = i
                a1.sources.s.interceptors.i.type = host
                a1.channels.c.type = file
                a1.sinks.k.type = hdfs
                a1.sinks.k.hdfs.path = hdfs://nn/logs
                a1.sinks.k.hdfs.fileType = DataStream
                a1.sinks.k.channel = c
                """);
        String made = folder.resolve("made.yaml").toString();

        assertThat(run("init", made, "--from", conf.toString())).isEqualTo(ExitStatus.FINE);
        assertThat(err.toString())
                .startsWith(conf + ":9:1: warning[does-not-fit]: Interceptor 'host' of source 's' is left out")
                .endsWith("headgate: 1 thing of the files did not fit, or fits otherwise; each is said above.\n");
        assertThat(run("validate", made)).as(out.toString()).isEqualTo(ExitStatus.FINE);

        Files.writeString(conf, "a1.sources = s\n");
        assertThat(run("init", made, "--force", "--from", conf.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains("headgate: Nothing to make a topology of in " + conf);
    }

    @Test
    void renderAnswersInJson() {
        Path target = folder.resolve("out");

        assertThat(run("render", fine, "--out", target.toString(), "--check", "-o", "json"))
                .isEqualTo(ExitStatus.NO);
        JsonObject missing = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(missing.get("written").getAsBoolean()).isFalse();
        assertThat(missing.get("current").getAsBoolean()).isFalse();
        out.getBuffer().setLength(0);
        assertThat(run("render", fine, "--out", target.toString(), "-o", "json"))
                .isEqualTo(ExitStatus.FINE);
        JsonObject written = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(written.get("written").getAsBoolean()).isTrue();
        assertThat(written.get("added")).isEqualTo(missing.get("added"));
        assertThat(written.getAsJsonArray("added"))
                .hasSize(21)
                .contains(new JsonPrimitive("agents/store-01/flume.conf"));
        assertThat(written.get("lock").getAsString()).endsWith("fine.lock.yaml");
    }

    @Test
    void renderChecksWithoutWriting() throws IOException {
        Path target = folder.resolve("out");

        assertThat(run("render", fine, "--out", target.toString(), "--check")).isEqualTo(ExitStatus.NO);
        assertThat(target).doesNotExist();
        assertThat(out.toString()).contains("missing  agents/store-01/flume.conf\n");
        assertThat(run("render", fine, "--out", target.toString())).isEqualTo(ExitStatus.FINE);
        assertThat(run("render", fine, "--out", target.toString(), "--check")).isEqualTo(ExitStatus.FINE);
        Path edited = Files.writeString(target.resolve("agents/store-01/flume.conf"), "edited");
        assertThat(run("render", fine, "--out", target.toString(), "--check")).isEqualTo(ExitStatus.NO);
        assertThat(edited).hasContent("edited");
        assertThat(out.toString())
                .contains("stale    agents/store-01/flume.conf\n" + target + ": 0 missing, 1 stale, ");
    }

    @Test
    void initWritesATopologyThatIsFineAndOverwritesNothing() throws IOException {
        String starter = folder.resolve("starter.yaml").toString();

        assertThat(run("init", starter)).isEqualTo(ExitStatus.FINE);
        assertThat(run("validate", starter)).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains(starter + ": fine. ");
        assertThat(run("init", starter)).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString())
                .endsWith("headgate: Cannot write '" + starter
                        + "': it is there already. Give another name, or --force to overwrite it.\n");
        Files.writeString(Path.of(starter), "old");
        assertThat(run("init", "--force", starter)).isEqualTo(ExitStatus.FINE);
        assertThat(Path.of(starter)).content().startsWith("# A first topology");
    }

    @Test
    void lintSaysWhatIsWrongOnStdout() throws IOException {
        Path conf = Files.writeString(folder.resolve("a.conf"), "a1.source = x\n");

        assertThat(run("lint", conf.toString())).isEqualTo(ExitStatus.NO);
        assertThat(out.toString()).contains("a.conf:1:1: error[stray-key]").endsWith("1 file, 0 agents: 1 error.\n");
        assertThat(run("lint", "nowhere.conf")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err).hasToString("headgate: Cannot read 'nowhere.conf': there is no such file. Check the path.\n");
    }

    @Test
    void graphDrawsOnStdout() {
        assertThat(run("graph", fine)).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).startsWith("small: 3 app servers, 3 agents");
        assertThat(run("graph", broken)).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).endsWith(": 1 error. Nothing was drawn.\n");
    }

    @Test
    void renderWritesNothingForATopologyWithErrors() {
        Path target = folder.resolve("out");

        assertThat(run("render", broken, "--out", target.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(target).doesNotExist();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("error[bad-value]").endsWith(": 1 error. Nothing was written.\n");
    }

    @Test
    void renderPutsAllHostsOntoThisMachine() throws IOException {
        Path target = folder.resolve("out");
        Path site = folder.resolve("my site");

        assertThat(run("render", fine, "--out", target.toString(), "--local", site.toString(), "--port", "6000"))
                .isEqualTo(ExitStatus.FINE);
        assertThat(Files.readString(target.resolve("agents/store-01/flume.conf")))
                .contains("store-01.sources.web.bind = 127.0.0.1\nstore-01.sources.web.port = 6000\n")
                .contains("directories = " + site + "/store-1/var/lib/headgate/store-01/raw\n");
    }

    @Test
    void renderSaysWhyItCannotWrite() {
        assertThat(run("render", fine, "--out", broken)).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString())
                .endsWith("\nheadgate: Cannot read '" + broken + "': it is a file. Check the folder.\n");
    }

    @Test
    void aFileThatIsNotThereIsOneClearLine() {
        assertThat(run("validate", "nowhere.yaml")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err)
                .hasToString("headgate: Cannot read topology 'nowhere.yaml': there is no such file. Check the path.\n");
    }

    @Test
    void wrongUsageNamesTheHelp() {
        assertThat(run("validate")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err).hasToString("headgate: Missing required parameter: 'FILE'.\nTry 'headgate validate --help'.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "init",
                "validate",
                "render",
                "graph",
                "lint",
                "plan",
                "drain",
                "size",
                "explain",
                "schema",
                "options",
                "completion"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(command.isEmpty() ? run("--help") : run(command, "--help")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .startsWith("Usage: headgate")
                .contains("--debug")
                .contains("Exit status:", "It ran, and the answer is no")
                .contains("--version");
    }

    @Test
    void optionsShowsOneComponentInThreeForms() {
        assertThat(run("options", "hdfssink")).isEqualTo(ExitStatus.FINE);
        assertThat(run("options", "HdfsSink", "-o", "markdown")).isEqualTo(ExitStatus.FINE);
        assertThat(run("options", "HdfsSink", "-o", "json")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .contains("  roll-age\n      default 5m\n")
                .contains("| `roll-age` | duration | `5m` |")
                .contains("\"title\": \"dev.headgate.sink.hdfs.HdfsSink\"");
    }

    @Test
    void optionsKnowsTheNearestName() {
        assertThat(run("options", "HdfSink")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err)
                .hasToString(
                        "headgate: Unknown component 'HdfSink': none is declared by that name; did you mean 'HdfsSink'?\n");
    }

    @Test
    void schemaIsForEditors() {
        assertThat(run("schema")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).startsWith("{").contains("\"title\": \"Headgate topology\"");
    }

    @Test
    void completionIsAScriptForTheShell() {
        assertThat(run("completion")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("init validate render graph lint plan drain size explain schema options completion");
    }

    @Test
    void aSubcommandOfAnotherModuleJoinsThoughOneBesideItIsBroken() {
        assertThat(run("greet", "you")).isEqualTo(ExitStatus.FINE);
        assertThat(out).hasToString("hello\n");
    }

    @Test
    void anUnknownSubcommandNamesTheNearestAndThoseThatCouldNotBeLoaded() {
        assertThat(run("vlidate")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err).hasToString("""
                headgate: Unknown command 'vlidate'; did you mean 'validate'?
                A subcommand could not be loaded: dev.headgate.topology.cli.Subcommand: Provider dev.headgate.topology.cli.BrokenSubcommand could not be instantiated.
                A subcommand could not be loaded: dev.headgate.topology.cli.Subcommand: Provider dev.headgate.topology.cli.Missing not found.
                Try 'headgate --help'.
                """);
    }

    @Test
    void aMistakeOfTheUserIsOneLineWithoutAStackTrace() {
        assertThat(run("greet", "mistake")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err).hasToString("headgate: Cannot greet 'mistake': it is one. Mend it.\n");
    }

    @Test
    void aBugIsOneLineAndAStackTraceOnlyOnDemand() {
        assertThat(run("greet", "bug")).isEqualTo(ExitStatus.BUG);
        assertThat(err)
                .hasToString(
                        "headgate: This is a bug of Headgate: java.lang.IllegalArgumentException: off by one. Run the command again with --debug and report what it prints.\n");
        assertThat(run("greet", "bug", "--debug")).isEqualTo(ExitStatus.BUG);
        assertThat(err.toString()).contains("\tat dev.headgate.topology.cli.GreetSubcommand.call");
    }

    @Test
    void helpIsThatOfTheCommand() {
        assertThat(run("help", "render")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).startsWith("Usage: headgate render").contains("--dry-run");
        assertThat(run("help")).isEqualTo(ExitStatus.FINE);
        assertThat(out.toString()).contains("Usage: headgate [-hV]");
        assertThat(run("help", "rendr")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err)
                .hasToString(
                        "headgate: Unknown command 'rendr': 'headgate' has none of that name; did you mean 'render'?\n");
    }

    @Test
    void usageIsRefusedInOurWords() {
        assertThat(run("validate", fine, "-o", "xml")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("validate", fine, "more.yaml")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("validate", fine, "--evironment=x")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err).hasToString("""
                headgate: Invalid value 'xml' for option '--output': not one of the choices. Give one of text, json.
                Try 'headgate validate --help'.
                headgate: Unexpected argument 'more.yaml'. Give what the usage names, and quote what has blanks in it.
                Try 'headgate validate --help'.
                headgate: Unknown option: '--evironment=x'; did you mean '--environment'?
                Try 'headgate validate --help'.
                """);
    }

    @Test
    void anEmptyNameIsNotTheFolderThatTheCommandRunsIn() {
        assertThat(run("render", fine, "--out=")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("render", fine, "--out", folder.toString(), "--local", ""))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("validate", "")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("lint", "")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("init", "")).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString().lines().filter(line -> line.contains("the name is empty")))
                .hasSize(5);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFailureButForAReaderWhoHasEnough() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        assertThat(new StandardStreams(new Refusing("No space left on device"), said)
                        .execute(HeadgateCommand.commandLine(), "schema"))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "headgate: Cannot write to standard output: No space left on device. What was printed is not whole. Check where it goes to.\n");
        said.reset();
        assertThat(new StandardStreams(new Refusing("Broken pipe"), said)
                        .execute(HeadgateCommand.commandLine(), "schema"))
                .isEqualTo(ExitStatus.FINE);
        assertThat(said.size()).isZero();
    }

    @Test
    void whatIsPrintedIsUtf8WhateverTheLocale() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new StandardStreams(said, said).execute(HeadgateCommand.commandLine(), "explain", fine, "store.agents");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\u2308senders / fan-in\u2309");
    }

    @Test
    void initTakesTheTopologyBehindTheFilesThatItIsMadeOf() throws IOException {
        Path conf = Files.writeString(folder.resolve("a.conf"), "a1.sources = s\n");
        assertThat(run(
                        "init",
                        "--from",
                        conf.toString(),
                        folder.resolve("new.yaml").toString()))
                .isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString()).contains("Nothing to make a topology of in " + conf + ":");
    }

    @Test
    void initWritesWholeOrNothing() {
        assertThat(run("init", folder.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(run("init", folder.resolve("none/new.yaml").toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(err.toString())
                .contains("': it is a folder. Give the name of a file in it.")
                .contains("': its folder is not there. Make it first.");
    }

    /** A disk that is full, or a reader that is gone. */
    private static final class Refusing extends OutputStream {
        private final String why;

        Refusing(String why) {
            this.why = why;
        }

        @Override
        public void write(int single) throws IOException {
            throw new IOException(why);
        }
    }
}
