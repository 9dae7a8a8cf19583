package dev.headgate.topology.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.FlumeLinks;
import dev.headgate.topology.conf.ConfFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the jars of Flume that are on the class path of the tests. */
class FlumeStageTest {
    private static final String GOOD = """
            a1.sources = s
            a1.channels = c
            a1.sinks = k
            a1.sources.s.type = avro
            a1.sources.s.bind = 127.0.0.1
            a1.sources.s.port = 41414
            a1.sources.s.channels = c
            a1.channels.c.type = file
            a1.channels.c.checkpointDir = /nowhere/checkpoint
            a1.channels.c.dataDirs = /nowhere/data
            a1.sinks.k.type = logger
            a1.sinks.k.channel = c
            """;

    @TempDir
    private Path home = Path.of("");

    private FlumeLinks flume = new FlumeLinks(home);

    @BeforeEach
    void assemble() throws IOException {
        flume = FlumeLinks.in(home);
    }

    @AfterEach
    void unlink() throws IOException {
        flume.close();
    }

    private List<String> dropped(String... texts) throws IOException {
        List<ConfFile> files = Arrays.stream(texts)
                .map(text -> ConfFile.parse("flume.conf", text))
                .toList();
        return FlumeStage.check(files, FlumeInstall.in(home)).stream()
                .map(problem -> problem.toString().replace(home.toString(), "HOME"))
                .toList();
    }

    @Test
    void whatFlumeTakesIsFineAndLeavesNoTrace() throws IOException {
        assertThat(dropped(GOOD)).isEmpty();
        assertThat(Path.of("/nowhere")).doesNotExist();
    }

    @Test
    void saysWhatFlumeWouldDropAndWhy() throws IOException {
        assertThat(dropped(GOOD.replace("port = 41414", "port = high").replace("logger", "com.example.Lost")))
                .containsExactly(
                        "flume.conf:4:1: error[dropped-component]: Flume in 'HOME' would run agent 'a1' without source 's': For input string: \"high\". Mend it, or Flume's lib and plugins.d.",
                        "flume.conf:11:1: error[dropped-component]: Flume in 'HOME' would run agent 'a1' without sink 'k': class com.example.Lost is in none of its jars. Mend it, or Flume's lib and plugins.d.");
        assertThat(dropped(GOOD.replace("a1.sinks.k.channel = c", "a1.sinks.k.channel = d")))
                .singleElement()
                .asString()
                .contains("without sink 'k': its parser drops it.");
    }

    @Test
    void filesThatDifferInDigitsAreLookedAtOnce() throws IOException {
        String bad = GOOD.replace("logger", "com.example.Lost");

        assertThat(dropped(bad, bad.replace("a1", "a2"))).hasSize(1);
        assertThat(dropped(bad, bad.replace("a1", "b1"))).hasSize(2);
    }

    @Test
    void aFolderWithoutFlumeIsRefused() {
        assertThatThrownBy(() -> FlumeInstall.in(home.resolve("lib")))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no lib/flume-ng-core jar in it");
    }
}
