package dev.headgate.topology.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Templates of a user's own. */
class TemplatesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path templates = Path.of("");
    private String answer = "";
    private String errors = "";

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("small.yaml"), Written.SMALL.text());
        templates = folder.resolve("templates");
        Files.createDirectories(templates.resolve("agents"));
    }

    private int run(String command, String... more) {
        StringWriter result = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = HeadgateCommand.commandLine();
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        String[] arguments = new String[4 + more.length];
        arguments[0] = command;
        arguments[1] = folder.resolve("small.yaml").toString();
        arguments[2] = "--templates";
        arguments[3] = templates.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        int status = line.setOut(new PrintWriter(result, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        answer = result.toString();
        errors = err.toString().replace(templates.toString(), "T");
        return status;
    }

    private int render() {
        return run("render", "--out", folder.resolve("out").toString());
    }

    private void template(String name, String text) throws IOException {
        Files.writeString(templates.resolve(name), text);
    }

    private String rendered(String file) throws IOException {
        return Files.readString(folder.resolve("out/agents/store-01").resolve(file));
    }

    @Test
    void takeThePlaceOfOursAndMayAddFilesOfAnAgent() throws IOException {
        template(
                "sink-hdfs.ftl",
                "<#ftl output_format=\"properties\">\n${key}.type = dev.headgate.sink.hdfs.HdfsSink\n${key}.path = ${sink.store.path.value}\n${key}.writer = ${sink.writer}\n<#include \"ours.ftl\">\n");
        template("ours.ftl", "${key}.roll-size = 1GB\n");
        template("agents/motd.ftl", "Agent ${agent.name} on ${agent.host}\n");

        assertThat(render()).as(errors).isEqualTo(ExitStatus.FINE);
        assertThat(rendered("flume.conf"))
                .contains("store-01.sinks.raw.roll-size = 1GB\n")
                .doesNotContain("roll-age");
        assertThat(rendered("motd")).isEqualTo("Agent store-01 on store-1\n");
        assertThat(run("plan", "--out", folder.resolve("out").toString(), "--exit-code"))
                .as(answer)
                .isEqualTo(ExitStatus.FINE);
        assertThat(run("validate")).isEqualTo(ExitStatus.FINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sink-hdfs.ftl  | x ${sink.wrter}          | T/sink-hdfs.ftl:1:5: error[template]: Bad template 'sink-hdfs.ftl': The following has evaluated to null or missing: ==> sink.wrter",
                "sink-hdfs.ftl  | x <#if                   | T/sink-hdfs.ftl:1:",
                "flume-env.sh.ftl | ${agent.host           | T/flume-env.sh.ftl:1:",
                "sink-hdfs.ftl  | <#include 'nowhere.ftl'> | T/sink-hdfs.ftl:1:1: error[template]: Bad template 'sink-hdfs.ftl'",
                "sink-hdfs.ftl  | <#include 'sink-hdfs.ftl'> | --templates: error[template]: Endless templates",
                "sink-hdfs.ftl  | ${'java.lang.Runtime'?new()} | T/sink-hdfs.ftl:1:1: error[template]",
                "sink-hfds.ftl  | x                        | T/sink-hfds.ftl:1:1: error[template]: Needless template 'sink-hfds.ftl'",
                "agents/flume.conf.ftl | x                 | T/agents/flume.conf.ftl:1:1: error[template]: Needless template",
                "flume.conf.ftl | x = \\u12                | T/flume.conf.ftl:1:1: error[template]: Bad flume.conf of agent 'store-01'",
            })
    void whatIsWrongIsSaidWithItsPlaceAndNothingIsWritten(String name, String text, String message) throws IOException {
        template(name, text + "\n");

        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .startsWith(message)
                .contains("error[template]")
                .doesNotContain("\tat ")
                .doesNotContain("----");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(run("validate")).isEqualTo(ExitStatus.NO);
    }

    @Test
    void everyTemplateThatIsNoneIsSaidAtOnce() throws IOException {
        template("sink-hdfs.ftl", "${");
        template("source-avro.ftl", "<#if x>");

        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .contains("T/sink-hdfs.ftl:1:")
                .contains("T/source-avro.ftl:1:")
                .contains("2 errors");
    }

    @Test
    void whatTheyMakeIsCheckedLikeAllThatIsRendered() throws IOException {
        template(
                "sink-hdfs.ftl",
                "<#ftl output_format=\"properties\">\n${key}.type = dev.headgate.sink.hdfs.HdfsSink\n${key}.paht = hdfs://nn/x\n${key}.writer = w\n");

        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("error[component-option]: Unknown key 'paht' in sink 'raw'");

        template(
                "sink-hdfs.ftl",
                "<#ftl output_format=\"properties\">\n${key}.type = dev.headgate.sink.hdfs.HdfsSink\n${key}.path = hdfs://nn/x\n${key}.writer = w\n${key}.channel = chanel\n");
        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).contains("agents/store-01/flume.conf:").contains("error[dangling-channel]");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFolderThatHoldsNoneIsRefused() throws IOException {
        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors)
                .startsWith("headgate: Cannot use the templates in 'T': it holds no file that ends with .ftl.");
        templates = folder.resolve("nowhere");
        assertThat(render()).isEqualTo(ExitStatus.COULD_NOT_RUN);
        assertThat(errors).startsWith("headgate: Cannot use the templates in 'T': there is no such folder.");
    }
}
