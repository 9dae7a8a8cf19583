package dev.headgate.sink.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.Configured;
import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class HdfsOptionsTest {
    private static final Map<String, String> LEAST = Map.of("path", "hdfs://nn:8020/logs/%{stream}", "writer", "raw-1");

    @Test
    void hasDefaults() {
        HdfsSettings settings = settings(LEAST);

        assertThat(settings.rollSize()).isEqualTo(DataSize.ofMegabytes(128));
        assertThat(settings.rollAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.batchEvents()).isEqualTo(1000);
        assertThat(settings.maxOpenFiles()).isEqualTo(500);
        assertThat(settings.root()).isEqualTo("hdfs://nn:8020/logs/");
        assertThat(settings.folderOf(Map.of())).isEqualTo("unknown/");
    }

    @Test
    void letsAnEpochGrowUntilItsFilesAreLarge() {
        assertThat(settings(LEAST).epochBytes(1)).isEqualTo(8 * (128L << 20));
        assertThat(settings(LEAST).epochBytes(200)).isEqualTo(200 * (128L << 20));
        Map<String, String> keys = new HashMap<>(LEAST);
        keys.put("epoch-size", "64MB");

        assertThat(settings(keys).epochBytes(200)).isEqualTo(64 << 20);
    }

    @Test
    void takesEveryKey() {
        HdfsSettings settings = settings(Map.ofEntries(
                Map.entry("path", "/logs/%Y/%{a}"),
                Map.entry("writer", "w"),
                Map.entry("roll-size", "1MB"),
                Map.entry("roll-age", "10s"),
                Map.entry("batch-events", "7"),
                Map.entry("columns", "origin, sequence"),
                Map.entry("delimiter", "\\u0001"),
                Map.entry("line-end", "crlf"),
                Map.entry("time-zone", "Asia/Tokyo"),
                Map.entry("missing", "none"),
                Map.entry("max-open-files", "3"),
                Map.entry("flush", "hsync"),
                Map.entry("hadoop.dfs.replication", "2")));

        assertThat(settings.rollSize()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(settings.rollAge()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.batchEvents()).isEqualTo(7);
        assertThat(settings.maxOpenFiles()).isEqualTo(3);
        assertThat(settings.flush()).isEqualTo(Flush.HSYNC);
        assertThat(settings.hadoop()).containsExactly(Map.entry("dfs.replication", "2"));
        assertThat(settings.folderOf(Map.of("timestamp", "1767222000000"))).isEqualTo("2026/none/");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        Map<String, String> keys =
                Map.of("pathh", "/logs", "roll-size", "big", "roll-age", "0s", "batch-events", "1000001");

        assertThat(HdfsOptions.DECLARATION.check("raw", keys))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder("path", "writer", "roll-size", "roll-age", "batch-events", "pathh");
    }

    @Test
    void reportsAllContradictionsAtOnce() {
        Map<String, String> keys =
                Map.of("path", "/logs/%q", "writer", "a/b", "delimiter", "||", "time-zone", "Mars/Olympus");

        assertThat(HdfsOptions.DECLARATION.check("raw", keys))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'/logs/%q' in key 'path': '%q' is no escape"),
                        message -> assertThat(message).contains("'a/b' for key 'writer'"),
                        message -> assertThat(message).contains("'||' for key 'delimiter'"),
                        message -> assertThat(message).contains("'Mars/Olympus' for key 'time-zone'"));
    }

    @ParameterizedTest
    @CsvSource({"success, true", "late-age, 1h"})
    void saysThatNoTimeIsOverWhereFoldersStandForNone(String key, String value) {
        assertThat(HdfsOptions.DECLARATION.check("raw", with(Map.of(key, value))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no folder stands for a time"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logs/%{a}",
                "%{a}/logs",
                "hdfs://%{a}/logs",
                "hdfs://nn:8020",
                "/logs/%H:%M",
                "/logs/../etc",
                "/logs//%{a}"
            })
    void refusesAPathThatCannotHoldFiles(String path) {
        assertThat(HdfsOptions.DECLARATION.check("raw", Map.of("path", path, "writer", "w")))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/logs, /logs/",
        "/logs/, /logs/",
        "file:/tmp/logs/%{a}, file:/tmp/logs/",
        "hdfs://nn:8020/%{a}, hdfs://nn:8020/",
        "hdfs://nameservice/logs/dt=%Y, hdfs://nameservice/logs/",
    })
    void splitsThePathAtItsFirstChangingFolder(String path, String root) {
        Map<String, String> keys = new HashMap<>(LEAST);
        keys.put("path", path);

        assertThat(settings(keys).root()).isEqualTo(root);
    }

    @Test
    void refusesToStartWithAllProblemsAndNotToBeConfigured() {
        Configured<HdfsSettings> configured = Configured.read(
                HdfsOptions.DECLARATION,
                "raw",
                Map.of(),
                HdfsSettings::of,
                LoggerFactory.getLogger(HdfsOptionsTest.class));

        assertThatThrownBy(configured::settings)
                .hasMessageContaining("'path' in sink 'raw'")
                .hasMessageContaining("'writer' in sink 'raw'");
    }

    @ParameterizedTest
    @CsvSource({"avro, lz4", "sequence-file, zstd"})
    void refusesACodecThatTheFormatDoesNotTake(String format, String codec) {
        assertThat(HdfsOptions.DECLARATION.check("raw", with(Map.of("format", format, "codec", codec))))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("files of format " + format + " cannot be compressed so");
    }

    @ParameterizedTest
    @CsvSource({"avro-schema, parquet, avro", "parquet-schema, avro, parquet"})
    void refusesASchemaOfAnotherFormat(String key, String format, String its) {
        assertThat(HdfsOptions.DECLARATION.check("raw", with(Map.of("format", format, key, "/a"))))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("the files are not of format " + its);
    }

    @Test
    void publishesSmallerEpochsInAnObjectStore() {
        HdfsSettings settings = settings(with(Map.of("path", "s3a://bucket/logs/%{stream}")));

        assertThat(settings.root()).isEqualTo("s3a://bucket/logs/");
        assertThat(settings.epochBytes(500)).isEqualTo(DataSize.ofMegabytes(128).bytes());
        assertThat(settings(LEAST).epochBytes(500))
                .isGreaterThan(DataSize.ofGigabytes(1).bytes());
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(LEAST);
        keys.putAll(more);
        return keys;
    }

    @Test
    void isKnownToTools() {
        assertThat(ServiceLoader.load(DeclaredComponent.class))
                .extracting(component -> component.options().type())
                .contains(
                        "dev.headgate.sink.hdfs.HdfsSink",
                        "dev.headgate.sink.hbase.HBaseSink",
                        "dev.headgate.sink.kafka.KafkaSink");
    }

    private static HdfsSettings settings(Map<String, String> keys) {
        return HdfsSettings.of(HdfsOptions.DECLARATION.read("raw", keys, warning -> {}));
    }
}
