package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.headgate.topology.Examples;
import dev.headgate.topology.FakeComponents;
import dev.headgate.topology.Written;
import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.model.FileRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What editors are told about topology files, held against the parser by a validator that knows neither. */
class TopologySchemaTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(TopologySchema.json(
                    ComponentCatalog.of(FakeComponents.all()).storeKeys()));

    private static Set<ValidationMessage> problems(String yaml) {
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        JsonNode node = new ObjectMapper().valueToTree(loaded);
        return SCHEMA.validate(node);
    }

    static List<Examples> topologies() throws IOException {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void everyExampleIsValid(Examples example) throws IOException {
        assertThat(problems(Files.readString(example.file()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fan-in: 2            | fan-in: 0",
                "fan-in: 2            | fanin: 2",
                "fan-in: 2,           | ''",
                "hold: 10s            | hold: 10",
                "hold: 10s            | hold: 10s, channel: jurnal",
                "hold: 10s            | hold: 10s, raw: { sauce: {} }",
                "hold: 10s            | hold: 10s, user: Root",
                "100/s                | 100",
                "1KB                  | 1 kilo",
                "send: avro           | send: pigeon",
                "send: avro           | send: tail",
                "send: avro           | send: avro, files: /x.log",
                "kind: hdfs           | kind: hbase",
                "kind: hdfs           | kind: hdfs, topic: x",
                "kind: hdfs           | kind: hdfs, transactional: true",
                "kind: hdfs           | kind: hdfs, fromat: avro",
                "to: raw              | too: raw",
                "- { streams: web, to: raw } | []",
                "raw: { kind: hdfs, path: \"hdfs://nn/raw\" } | {}",
                "to: raw              | 'to: raw, when: { header: level }'",
                "hold: 10s            | 'hold: 10s, lossy: perhaps'",
                "tiers:               | tyres:",
                "topology: small      | topology: 'no name'",
                "topology: small      | '{topology: small, ports: 0}'",
            })
    void theSchemaRefusesWhatTheParserRefuses(String piece, String replacement) {
        Written broken = Written.SMALL.with(piece, replacement);

        assertThat(broken.read().hasFailed()).as("the parser").isTrue();
        assertThat(wellFormed(broken) && problems(broken.text()).isEmpty())
                .as("the schema")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fan-in: 2            | 'fan-in: \"${F:-2}\"'",
                "hold: 10s            | 'hold: 10s, heap: 1GB, user: logs, jvm-options: [-XX:+UseG1GC], spare: 0'",
                "hold: 10s            | 'hold: 10s, raw: { source: { threads: 3 }, sink: {} }'",
                "send: avro           | send: http",
                "hold: 10s            | 'hold: 10s, channel: kafka, channel-brokers: k1'",
                "to: raw              | 'to: raw, when: { header: level, in: [A, B] }'",
                "send: avro           | 'send: tail, files: [/var/log/*.log, /x.log]'",
                "hdfs://nn/raw\"       | 'hdfs://nn/raw\", freshness: 90s, raw: { roll-size: 1GB }'",
                "hdfs://nn/raw\"       | 'hdfs://nn/raw\", codec: gzip, columns: [origin, sequence], hadoop: { dfs.replication: 2 }, hadoop.x: y'",
                "topology: small      | 'topology: small\naccept: [{ rule: shared-host, at: tiers, reason: x }]'",
                "topology: small      | 'topology: small\nports: 5000\ncapacity: { events: 1/s }\ndirectories: { data: /d }'",
            })
    void theSchemaTakesWhatTheParserTakes(String piece, String replacement) {
        Written fine = Written.SMALL.with(piece, replacement.replace("\\n", "\n"));

        assertThat(Written.shown(fine.read())).doesNotContain("error[");
        assertThat(problems(fine.text())).isEmpty();
    }

    @Test
    void anEnvironmentMayGiveAnyPartAndTakeKeysAway() {
        String yaml = Written.SMALL.text() + """
                environments:
                  live:
                  test: { tiers: { store: { hosts: t-1, spare: } }, capacity: { events: 5/s } }
                """;

        assertThat(problems(yaml)).isEmpty();
        assertThat(problems(yaml.replace("spare:", "sparse:"))).isNotEmpty();
    }

    @Test
    void everyKeyIsDescribed() {
        assertThat(KeyReference.markdown())
                .contains("| `tiers.TIER.fan-in` | number | **required** | how many senders")
                .contains("| `stores.STORE.freshness` | duration: `90s`, `5m` | `5m` |");
    }

    @Test
    void theDocumentHasTheTableOfKeys() throws IOException {
        Path file = Path.of("../docs/topology.md");
        String begin = "<!-- keys: derived, see KeyReference -->\n";
        String end = "<!-- /keys -->";
        String text = Files.readString(file);
        String current = text.substring(0, text.indexOf(begin) + begin.length())
                + KeyReference.markdown()
                + text.substring(text.indexOf(end));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(file, current);
        }

        assertThat(file).hasContent(current);
    }

    private static boolean wellFormed(Written written) {
        return written.read().problems().stream().noneMatch(problem -> problem.rule() == FileRule.YAML_SYNTAX);
    }
}
