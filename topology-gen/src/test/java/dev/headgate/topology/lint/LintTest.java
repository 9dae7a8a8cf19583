package dev.headgate.topology.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Option;
import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Topologies;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.place.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lint says of whole files. {@code -Dgolden.update=true} writes it anew. */
class LintTest {
    private static final Path FOLDER = Path.of("src/test/resources/lint");

    private final Lint lint = new Lint(ComponentCatalog.of(FakeComponents.all()));

    private String said(ConfFile... files) {
        return lint.check(List.of(files)).stream().map(Problem::text).collect(Collectors.joining("\n")) + "\n";
    }

    @Test
    void saysEverythingThatIsWrongWithAFile() throws IOException {
        String said = said(ConfFile.parse("bad.conf", Files.readString(FOLDER.resolve("bad.conf"))));
        Path golden = FOLDER.resolve("bad.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, said);
        }

        assertThat(said).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyRuleOfAFlumeConfIsFoundSomewhere() throws IOException {
        ComponentOptions renamed = ComponentOptions.of(
                ComponentKind.SINK,
                "dev.headgate.sink.Renamed",
                "Has a key with an old name.",
                Option.text("path", "Path.").formerly("folder"));
        List<ConfFile> files = List.of(
                ConfFile.parse("bad.conf", Files.readString(FOLDER.resolve("bad.conf"))),
                ConfFile.parse("empty.conf", "# cut off\n"),
                ConfFile.parse("stray.conf", "a1.sources.x.y = \\u00g\na1.sink = k\n"),
                ConfFile.parse("old.conf", """
                        a3.channels = c
                        a3.sinks = k
                        a3.sinks.k.type = dev.headgate.sink.Renamed
                        a3.sinks.k.folder = /x
                        """));
        List<Problem> problems = new Lint(ComponentCatalog.of(List.of(renamed))).check(files);

        assertThat(problems)
                .extracting(Problem::rule)
                .containsAll(EnumSet.range(ConfRule.CONF_SYNTAX, ConfRule.SHARED_FOLDER));
    }

    @Test
    void whatIsNoFlumeConfIsSaidInOneMessage() {
        assertThat(said(ConfFile.parse("binary", "ELF\0\1\n=\n=\n"))).isEqualTo("""
                        binary:1:1: error[conf-syntax]: Bad character 0x00 in the file: it is no text. Look whether it is the right file, and whether all of it has arrived.
                            ELF??
                            ^
                        """);
        assertThat(said(ConfFile.parse("empty.conf", "")))
                .isEqualTo(
                        "empty.conf:1:1: error[no-agent]: No agent in the file: Flume would start and run nothing. Look whether it is the right file, and whether all of it has arrived.\n");
    }

    @Test
    void aByteOrderMarkIsSaidAndNotTakenForAKey() {
        ConfFile file = ConfFile.parse("bom.conf", "\ufeffa1.sources = s\n");

        assertThat(file.properties()).containsOnlyKeys("a1.sources");
        assertThat(file.problems())
                .singleElement()
                .asString()
                .startsWith("bom.conf:1:1: error[conf-syntax]: Byte order mark at the start of the file");
    }

    @Test
    void aValueOfMegabytesIsNotQuotedWhole() {
        assertThat(said(ConfFile.parse("long.conf", "x".repeat(1 << 20))))
                .hasSizeLessThan(5_000)
                .contains("Mend the key, or remove the line.");
    }

    @Test
    void aFileOfGoodPracticeIsFine() {
        assertThat(said(ConfFile.parse("good.conf", """
                a1.sources = web
                a1.channels = disk
                a1.sinks = out
                a1.sources.web.type = avro
                a1.sources.web.bind = 0.0.0.0
                a1.sources.web.port = ${PORT}
                a1.sources.web.channels = disk
                a1.channels.disk.type = FILE
                a1.channels.disk.checkpointDir = /data/checkpoint
                a1.channels.disk.dataDirs = /data/events
                a1.sinks.out.type = org.apache.flume.sink.kafka.KafkaSink
                a1.sinks.out.channel = disk
                a1.sinks.out.kafka.bootstrap.servers = k1:9092
                a1.sinks.out.kafka.topic = events
                a1.sinks.out.kafka.producer.acks = all
                """))).isBlank();
    }

    @Test
    void whatWeRenderIsFine() throws IOException {
        List<ConfFile> files = Topologies.load(Path.of("../examples/clickstream.yaml"), List.of())
                .then(topology ->
                        Topologies.compile(topology, Site.production(), ComponentCatalog.of(FakeComponents.all())))
                .get()
                .files()
                .entrySet()
                .stream()
                .filter(file -> file.getKey().endsWith("/flume.conf"))
                .map(file -> ConfFile.parse(file.getKey(), file.getValue()))
                .toList();

        assertThat(said(files.toArray(ConfFile[]::new))).isBlank();
    }

    @Test
    void aLanesBatchHasToFitIntoATransactionToo() {
        String conf = """
                a1.channels = hop
                a1.sinks = hop
                a1.channels.hop.type = memory
                a1.channels.hop.capacity = 9000
                a1.channels.hop.transactionCapacity = 1000
                a1.sinks.hop.type = dev.headgate.sink.lane.LaneSink
                a1.sinks.hop.channel = hop
                a1.sinks.hop.targets = store-1:41414
                """;

        assertThat(said(ConfFile.parse("lane.conf", conf)))
                .contains(
                        "error[batch-too-large]: Batches of 5000 events in sink 'hop' do not fit into transactions of 1000");
        assertThat(said(ConfFile.parse("lane.conf", conf + "a1.sinks.hop.batch-events = 2000\n")))
                .contains(
                        "error[batch-too-large]: Batches of 2000 events in sink 'hop' do not fit into transactions of 1000");
        assertThat(said(ConfFile.parse("lane.conf", conf + "a1.sinks.hop.batch-events = 1000\n")))
                .doesNotContain("batch-too-large");
    }

    @Test
    void findsWhatTwoFilesShare() {
        String agent = """
                %s.sources = s
                %s.channels = c
                %s.sources.s.type = avro
                %s.sources.s.bind = edge-1
                %s.sources.s.port = 41414
                %s.sources.s.channels = c
                """;

        assertThat(said(
                        ConfFile.parse("one.conf", agent.replace("%s", "a1")),
                        ConfFile.parse("two.conf", agent.replace("%s", "a2"))))
                .contains(
                        "two.conf:5:21: error[port-twice]: Port 41414 of source 's' is taken: source 's' of agent 'a1' (one.conf:5:21) listens on it.");
    }

    @Test
    void anyTextGivesAnAnswer() throws IOException {
        long seed = Long.getLong("headgate.test.seed", System.nanoTime());
        Random random = new Random(seed);
        String good = Files.readString(FOLDER.resolve("bad.conf"));
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change < 30; change++) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95)));
            }
            assertThat(said(ConfFile.parse("fuzz.conf", text.toString())))
                    .as("-Dheadgate.test.seed=%d, round %d", seed, round)
                    .isNotBlank();
        }
    }
}
