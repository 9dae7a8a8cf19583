package dev.headgate.topology.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys of sinks that a store gives as its own. */
class StoreKeysTest {
    private static final Written SMALL = Written.SMALL;

    private static Written with(String keys) {
        return SMALL.with("path: \"hdfs://nn/raw\"", "path: \"hdfs://nn/raw\", " + keys);
    }

    private static Map<String, String> keys(Written written) {
        assertThat(Written.shown(written.compile())).isEmpty();
        Topology topology = written.read().get();
        return topology.stores().get(0).raw().keys();
    }

    @Test
    void valuesListsAndMappingsBecomeKeysOfTheSink() {
        assertThat(
                        keys(
                                with(
                                        "format: avro, columns: [origin, sequence], hadoop: { dfs.replication: 2, a: { b: c } }, hadoop.d: e")))
                .isEqualTo(Map.of(
                        "format", "avro",
                        "columns", "origin,sequence",
                        "hadoop.dfs.replication", "2",
                        "hadoop.a.b", "c",
                        "hadoop.d", "e"));
    }

    @Test
    void aRawKeyIsTheSameAsOneOfTheStore() {
        assertThat(keys(with("raw: { codec: gzip }"))).isEqualTo(keys(with("codec: gzip")));
        assertThat(Written.shown(with("codec: gzip, raw: { codec: gzip }").read()))
                .contains(
                        "error[duplicate-key]: Key 'codec' is given twice in store 'raw': once of its own and once within another key. Keep one.");
    }

    @Test
    void whatTheSinkRefusesIsShownWhereItStands() {
        assertThat(Written.shown(with("codec: zip").compile())).isEqualTo("""
                topology.yaml:7:45: error[component-option]: Bad value 'zip' for key 'codec' in sink 'raw': not one of the choices. Give one of none, gzip, snappy; did you mean gzip?
                      raw: { kind: hdfs, path: "hdfs://nn/raw", codec: zip }
                                                                ^""");
        assertThat(Written.shown(with("codecs: gzip").read()))
                .contains(
                        "error[unknown-key]: Unknown key 'codecs' in store 'raw': it has no such key; did you mean 'codec'?");
    }

    @Test
    void keysOfOtherKindsAndOfTheGeneratorAreUnknown() {
        assertThat(Written.shown(with("transactional: true").read()))
                .contains("error[unknown-key]: Unknown key 'transactional' in store 'raw'");
        assertThat(Written.shown(with("writer: me").read())).contains("error[unknown-key]: Unknown key 'writer'");
        assertThat(Written.shown(with("roll-age: 1h").read())).contains("error[unknown-key]: Unknown key 'roll-age'");
    }

    @Test
    void aShapeThatTheKeyDoesNotHaveIsRefused() {
        assertThat(Written.shown(with("format: [text, avro]").read()))
                .contains("error[wrong-shape]: Bad value for key 'format' in store 'raw': it takes a single value.");
        assertThat(Written.shown(with("hadoop: { x: [1] }").read()))
                .contains("error[wrong-shape]: Bad value for key 'hadoop.x' in store 'raw': it takes a single value.");
        assertThat(Written.shown(with("columns: [\"a,b\"]").read()))
                .contains("Bad value 'a,b' for key 'columns' in store 'raw': a comma divides the parts of a list.");
        assertThat(Written.shown(with("format: { a: b }").read()))
                .contains("error[wrong-shape]: Bad value for key 'format' in store 'raw': it takes a single value.");
        assertThat(Written.shown(with("hadoop: x").read()))
                .contains("error[wrong-shape]: Bad value for key 'hadoop' in store 'raw': it takes keys of its own.");
    }

    @Test
    void secretsAreReferencesAsEverywhere() {
        Written kafka = SMALL.with(
                "kind: hdfs, path: \"hdfs://nn/raw\"",
                "kind: kafka, brokers: \"k1:9092\", topic: t, kafka: { ssl.key.password: \"${secret:KEY}\" }");

        assertThat(keys(kafka)).containsEntry("kafka.ssl.key.password", "${env:KEY}");
        assertThat(Written.shown(kafka.with("${secret:KEY}", "open").compile())).contains("error[clear-secret]");
    }
}
