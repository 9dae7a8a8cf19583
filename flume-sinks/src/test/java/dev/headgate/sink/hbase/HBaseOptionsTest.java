package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HBaseOptionsTest {
    @Test
    void hasDefaults() {
        HBaseSettings settings = settings(Map.of("table", "clicks", "zookeeper", "zk1,zk2:2182"));

        assertThat(settings.zookeeper()).containsExactly("zk1", "zk2:2182");
        assertThat(settings.row().render(Map.of("origin", "a", "sequence", "7")))
                .isEqualTo("a/7");
        assertThat(settings.family()).isEqualTo("e");
        assertThat(settings.bodyQualifier()).isEqualTo("body");
        assertThat(settings.headers()).containsExactly("origin", "sequence");
        assertThat(settings.batchEvents()).isEqualTo(1000);
    }

    @Test
    void takesEveryKey() {
        HBaseSettings settings = settings(Map.of(
                "table", "ns:clicks",
                "zookeeper", "zk",
                "row", "%{user}",
                "family", "f",
                "body-qualifier", "b",
                "headers", "user",
                "batch-events", "5",
                "hbase.hbase.rpc.timeout", "1000"));

        assertThat(settings.table()).isEqualTo("ns:clicks");
        assertThat(settings.row().render(Map.of("user", "u"))).isEqualTo("u");
        assertThat(settings.headers()).isEqualTo(List.of("user"));
        assertThat(settings.batchEvents()).isEqualTo(5);
        assertThat(settings.hbase()).containsExactly(Map.entry("hbase.rpc.timeout", "1000"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(HBaseOptions.DECLARATION.check("latest", Map.of("tabel", "x", "batch-events", "0")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("table", "zookeeper", "batch-events", "tabel");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        Map<String, String> keys =
                Map.of("table", "a b", "zookeeper", "zk:port", "row", "same", "headers", "origin,body", "family", "e");

        assertThat(HBaseOptions.DECLARATION.check("latest", keys))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'a b' for key 'table'"),
                        message -> assertThat(message).contains("'zk:port' in key 'zookeeper'"),
                        message -> assertThat(message).contains("'same' for key 'row'"),
                        message -> assertThat(message).contains("'body' for keys 'headers' and 'body-qualifier'"));
    }

    private static HBaseSettings settings(Map<String, String> keys) {
        return HBaseSettings.of(HBaseOptions.DECLARATION.read("latest", keys, warning -> {}));
    }
}
