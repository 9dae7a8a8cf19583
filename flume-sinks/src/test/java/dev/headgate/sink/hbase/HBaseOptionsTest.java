package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Problem;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.hbase.EventMapping.CellRule;
import dev.headgate.sink.hbase.EventMapping.CounterRule;
import dev.headgate.sink.hbase.HBaseSettings.Counting;
import dev.headgate.sink.hbase.HBaseSettings.MapperClass;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HBaseOptionsTest {
    @Test
    void hasDefaults() {
        HBaseSettings settings = settings(Map.of("table", "clicks", "zookeeper", "zk1,zk2:2182"));

        assertThat(settings.store().zookeeper()).containsExactly("zk1", "zk2:2182");
        assertThat(settings.mapping().cells())
                .extracting(cell -> cell.column().family() + "." + cell.column().qualifier())
                .containsExactly("e.body", "e.origin", "e.sequence");
        assertThat(settings.mapping().counters()).isEmpty();
        assertThat(settings.withoutKey()).isEqualTo(KeylessEvent.OWN_ROW);
        assertThat(settings.store().creation().wanted()).isFalse();
        assertThat(settings.counting()).isEqualTo(new Counting("clicks", "e", Duration.ofDays(30)));
        assertThat(settings.limits())
                .isEqualTo(new BatchLimits(20_000, DataSize.ofMegabytes(16), Duration.ofMillis(100)));
        assertThat(settings.deadLetters()).isEqualTo(new DeadLetterSettings.Hold());
    }

    @Test
    void takesEveryKey() {
        HBaseSettings settings = settings(Map.ofEntries(
                Map.entry("table", "ns:clicks"),
                Map.entry("zookeeper", "zk"),
                Map.entry("row", "%{hash:4}-%{regex:user}-%{field:path}"),
                Map.entry("without-key", "dead-letter"),
                Map.entry("time", "json:$.time"),
                Map.entry("regex", "user=(?<user>[a-z]+)"),
                Map.entry("delimiter", "space"),
                Map.entry("fields", "method,path"),
                Map.entry("cell.f.status", "json:$.status"),
                Map.entry("counter.views.row", "%{field:path}"),
                Map.entry("counter.views.cell", "c.views"),
                Map.entry("counter.views.add", "2"),
                Map.entry("counter-table", "counts"),
                Map.entry("guard-family", "g"),
                Map.entry("guard-time", "7d"),
                Map.entry("create-table", "true"),
                Map.entry("create.f.COMPRESSION", "SNAPPY"),
                Map.entry("create-regions", "2"),
                Map.entry("batch-events", "5"),
                Map.entry("batch-size", "1MB"),
                Map.entry("batch-time", "0ms"),
                Map.entry("dead-letters", "discard"),
                Map.entry("hbase.hbase.rpc.timeout", "1000")));

        assertThat(settings.store().table()).isEqualTo("ns:clicks");
        assertThat(settings.store().hbase()).containsExactly(Map.entry("hbase.rpc.timeout", "1000"));
        assertThat(settings.store().creation())
                .isEqualTo(new TableCreation(true, Map.of("f", Map.of("COMPRESSION", "SNAPPY")), List.of("2")));
        assertThat(settings.mapping().format().delimiter()).isEqualTo(" ");
        assertThat(settings.mapping().cells())
                .containsExactly(
                        new CellRule(new Column("f", "status"), new EventValue.Json(JsonPath.parse("$.status"))));
        assertThat(settings.mapping().counters())
                .containsExactly(new CounterRule(
                        new EventValue.Field(1), "c", new EventValue.Literal("views"), new EventValue.Literal("2")));
        assertThat(settings.withoutKey()).isEqualTo(KeylessEvent.DEAD_LETTER);
        assertThat(settings.counting()).isEqualTo(new Counting("counts", "g", Duration.ofDays(7)));
        assertThat(settings.limits()).isEqualTo(new BatchLimits(5, DataSize.ofMegabytes(1), Duration.ZERO));
        assertThat(settings.deadLetters()).isEqualTo(new DeadLetterSettings.Discard());
    }

    @Test
    void takesAMapperOfTheUsersOwn() {
        HBaseSettings settings = settings(
                Map.of("table", "clicks", "zookeeper", "zk", "mapper", "com.example.Mine", "mapper.colour", "red"));

        assertThat(settings.mapper()).isEqualTo(new MapperClass("com.example.Mine", Map.of("colour", "red")));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(HBaseOptions.DECLARATION.check("latest", Map.of("tabel", "x", "batch-events", "0")))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("table", "zookeeper", "batch-events", "tabel");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        Map<String, String> keys = Map.of(
                "table", "a b",
                "zookeeper", "zk:port",
                "row", "same",
                "headers", "origin,body",
                "cell.e.origin", "header:origin",
                "dead-letters", "somewhere",
                "mapper", "com.example.Mine",
                "create-regions", "4",
                "counter-table", "c d");

        assertThat(HBaseOptions.DECLARATION.check("latest", keys))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'a b' for key 'table'"),
                        message -> assertThat(message).contains("'c d' for key 'counter-table'"),
                        message -> assertThat(message).contains("'zk:port' in key 'zookeeper'"),
                        message -> assertThat(message)
                                .contains("'same' for key 'row'")
                                .contains(
                                        "'origin' for key 'headers': another key puts something else into the cell 'e.origin'"),
                        message -> assertThat(message).contains("'com.example.Mine' for key 'mapper'"),
                        message -> assertThat(message)
                                .contains("'4' for key 'create-regions'")
                                .contains("%{hash:4}"),
                        message -> assertThat(message).contains("'somewhere' for key 'dead-letters'"));
    }

    @Test
    void reportsAllProblemsOfAMappingAtOnce() {
        Map<String, String> keys = Map.of(
                "table", "clicks",
                "zookeeper", "zk",
                "row", "%{jsn:$.id}",
                "time", "time:millis",
                "regex", "([a-z",
                "cell.status", "json:$.status",
                "cell.e.host", "hedder:host",
                "counter.views.rows", "%{page}",
                "counter.clicks.cell", "e.clicks");

        assertThat(HBaseOptions.DECLARATION.check("latest", keys))
                .extracting(Problem::message)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("Contradiction in sink 'latest': ")
                .contains("value '([a-z' for key 'regex': at column ")
                .contains("value 'time:millis' for key 'time': it cannot be told by the time itself.")
                .contains(
                        "value '%{jsn:$.id}' for key 'row': at column 3: there is no value 'jsn'. Did you mean 'json'?")
                .contains("value 'json:$.status' for key 'cell.status': 'status' is not a family and a qualifier.")
                .contains("value 'hedder:host' for key 'cell.e.host': at column 1: there is no value 'hedder'."
                        + " Did you mean 'header'?")
                .contains("key 'counter.views.rows': a counter has no such key. Did you mean 'row'?")
                .contains("missing key 'counter.clicks.row'");
    }

    @Test
    void theExampleOfTheDocumentsIsRight() throws IOException {
        String page = Files.readString(Path.of("../docs/hbase.md"));
        int start = page.indexOf("```properties\n") + "```properties\n".length();
        Properties example = new Properties();
        example.load(new StringReader(page.substring(start, page.indexOf("```", start))));
        Map<String, String> keys = new HashMap<>();
        example.forEach((key, value) ->
                keys.put(String.valueOf(key).replace("agent.sinks.latest.", ""), String.valueOf(value)));

        assertThat(HBaseOptions.DECLARATION.check("latest", keys)).isEmpty();
        assertThat(settings(keys).mapping().counters()).hasSize(2);
    }

    private static HBaseSettings settings(Map<String, String> keys) {
        return HBaseSettings.of(HBaseOptions.DECLARATION.read("latest", keys, warning -> {}));
    }
}
