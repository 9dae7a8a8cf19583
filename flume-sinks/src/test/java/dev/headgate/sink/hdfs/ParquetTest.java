package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {
    private Path folder = Path.of("");

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "zstd", "lz4"})
    void writesAColumnForEachPartOfAnEvent(String codec) throws Exception {
        List<Event> events = IntStream.range(0, 5000)
                .mapToObj(i -> event(
                        "GET /page/" + i,
                        Map.of("origin", "wéb-1", "sequence", "" + i, "timestamp", "1767222000000", "stream", "web")))
                .toList();

        List<Group> rows = rows(write(Map.of("codec", codec), events));

        assertThat(rows).hasSize(5000);
        for (int i = 0; i < rows.size(); i++) {
            Group row = rows.get(i);
            assertThat(row.getString("origin", 0)).isEqualTo("wéb-1");
            assertThat(row.getLong("sequence", 0)).isEqualTo(i);
            assertThat(row.getLong("timestamp", 0)).isEqualTo(1_767_222_000_000L);
            assertThat(row.getBinary("body", 0).toStringUsingUTF8()).isEqualTo("GET /page/" + i);
            Group header = row.getGroup("headers", 0).getGroup("key_value", 0);
            assertThat(header.getString("key", 0) + header.getString("value", 0))
                    .isEqualTo("streamweb");
        }
    }

    @Test
    void leavesAHeaderThatIsNoNumberWhereItIs() throws Exception {
        Group row = rows(write(Map.of(), List.of(event("", Map.of("sequence", "seven")))))
                .get(0);

        assertThat(row.getFieldRepetitionCount("sequence")).isZero();
        assertThat(row.getFieldRepetitionCount("origin")).isZero();
        assertThat(row.getGroup("headers", 0).getGroup("key_value", 0).getString("value", 0))
                .isEqualTo("seven");
    }

    @Test
    void putsJsonIntoColumnsAndWhatDoesNotFitBesideThem() throws Exception {
        Map<String, String> keys = Map.of("parquet-schema", schema("""
                message click {
                  optional binary page (STRING);
                  optional int32 status;
                  optional int64 at (TIMESTAMP(MICROS,true));
                  optional int32 day (DATE);
                  optional int64 price (DECIMAL(10,2));
                  optional boolean seen;
                  optional double share;
                  optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
                  optional group marks (MAP) { repeated group key_value { required binary key (STRING); optional int32 value; } }
                  optional group user { required int64 id; optional binary raw (JSON); }
                  repeated int32 clicks;
                }
                """), "misfit-column", "rest");
        List<Group> rows = rows(write(keys, List.of(bodies("""
                {"page":"/ä","status":200,"at":"2026-01-01T00:00:00.5Z","day":"1970-01-02","price":"12.5","seen":true,"share":0.5,"tags":["a",null],"marks":{"x":1},"user":{"id":7,"raw":{"b":[1]}},"clicks":[3,4]}
                {"page":"/b","status":"none","user":{"name":"no id"},"more":[1,2]}
                {"status":2147483648,"price":1e999999999,"day":"never","clicks":[],"tags":[]}
                not json
                [1]
                {"status":null}
                """))));

        assertThat(rows)
                .extracting(row -> row.toString().replaceAll("\\s+", " ").strip())
                .containsExactly(
                        "page: /ä status: 200 at: 1767225600500000 day: 1 price: 1250 seen: true share: 0.5"
                                + " tags list element: a list marks key_value key: x value: 1 user id: 7 raw: {\"b\":[1]}"
                                + " clicks: 3 clicks: 4",
                        "page: /b rest: {\"status\":\"none\",\"user\":{\"name\":\"no id\"},\"more\":[1,2]}",
                        "tags rest: {\"status\":2147483648,\"price\":1e999999999,\"day\":\"never\"}",
                        "rest: not json",
                        "rest: [1]",
                        "");
    }

    @Test
    void refusesAnEventThatDoesNotFitWhereThereIsNoColumnForIt() throws Exception {
        RecordFormat format = format(Map.of("on-misfit", "dead-letter", "parquet-schema", schema("""
                message click { required binary page (STRING); optional int32 status (INTEGER(8,false)); }
                """)));
        Path file = folder.resolve("file.parquet");
        try (FSDataOutputStream out = new FSDataOutputStream(Files.newOutputStream(file), null)) {
            RecordFormat.Records records = format.open(out, Instant.EPOCH);
            records.append(event("{\"page\":\"/a\",\"status\":255}", Map.of()));
            for (Map.Entry<String, String> unfit : Map.of(
                            "{\"page\":\"/b\",\"status\":256}", "'256' is none",
                            "{\"page\":\"/b\",\"status\":1.5}", "'1.5' is none",
                            "{\"status\":1}", "lacks 'page'",
                            "{\"page\":null}", "'page' is null",
                            "{\"page\":\"/b\",\"more\":1}", "no column takes its 'more'",
                            "{", "no JSON",
                            "7", "no JSON object")
                    .entrySet()) {
                assertThatThrownBy(() -> records.append(event(unfit.getKey(), Map.of())))
                        .isInstanceOf(UnfitEventException.class)
                        .hasMessageContaining(unfit.getValue());
            }
            assertThatThrownBy(() -> records.append(EventBuilder.withBody(new byte[] {(byte) 0xff})))
                    .hasMessageContaining("no UTF-8");
            records.append(event("{\"page\":\"/c\"}", Map.of()));
            records.close();
        }

        assertThat(rows(file)).extracting(row -> row.getString("page", 0)).containsExactly("/a", "/c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message click { required binary page (STRING); }",
                "message click { optional int96 page; }",
                "message click { optional binary misfit; }",
                "message click { optional group page (LIST) { repeated binary element; } }",
                "message click",
            })
    void saysWhatIsWrongWithASchema(String schema) throws IOException {
        RecordFormat format = format(Map.of("parquet-schema", schema(schema)));

        try (FSDataOutputStream out =
                new FSDataOutputStream(Files.newOutputStream(folder.resolve("file.parquet")), null)) {
            assertThatThrownBy(() -> format.open(out, Instant.EPOCH))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("click.schema' of key 'parquet-schema' cannot be used")
                    .hasMessageEndingWith("Mend the file");
        }
    }

    @Test
    void keepsTheMemoryOfManyFilesWithinItsBound() throws Exception {
        RecordFormat format = format(Map.of("row-group-memory", "1MB"));
        Event event = EventBuilder.withBody(new byte[1000], Map.of("stream", "web"));
        List<ParquetFile> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Path file = folder.resolve("file-" + i + ".parquet");
            files.add((ParquetFile)
                    format.open(new FSDataOutputStream(Files.newOutputStream(file), null), Instant.EPOCH));
        }
        long most = 0;
        for (int row = 0; row < 8000; row++) {
            files.get(row % 100 < 50 ? 0 : row % files.size()).append(event);
            most = Math.max(
                    most, files.stream().mapToLong(ParquetFile::inMemory).sum());
        }
        for (ParquetFile file : files) {
            file.close();
        }

        assertThat(most).isBetween(900_000L, 1_200_000L);
        int rows = 0;
        for (int i = 0; i < files.size(); i++) {
            rows += rows(folder.resolve("file-" + i + ".parquet")).size();
        }
        assertThat(rows).isEqualTo(8000);
        var first =
                new org.apache.hadoop.fs.Path(folder.resolve("file-0.parquet").toUri());
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(first, new Configuration()))) {
            assertThat(reader.getRowGroups()).hasSizeBetween(2, 20);
        }
    }

    private static Event[] bodies(String lines) {
        return lines.lines()
                .map(line -> EventBuilder.withBody(line, StandardCharsets.UTF_8))
                .toArray(Event[]::new);
    }

    private String schema(String text) throws IOException {
        return Files.writeString(folder.resolve("click.schema"), text).toString();
    }

    private static RecordFormat format(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of("path", "/logs", "writer", "w", "format", "parquet"));
        all.putAll(keys);
        return Formats.of(HdfsOptions.DECLARATION.read("raw", all, warning -> {}))
                .ofOneThread();
    }

    private Path write(Map<String, String> keys, List<Event> events) throws IOException, UnfitEventException {
        Path file = folder.resolve("file.parquet");
        try (FSDataOutputStream out = new FSDataOutputStream(Files.newOutputStream(file), null)) {
            RecordFormat.Records records = format(keys).open(out, Instant.EPOCH);
            for (Event event : events) {
                records.append(event);
            }
            records.close();
            assertThat(records.bytes()).isEqualTo(Files.size(file));
        }
        return file;
    }

    private static List<Group> rows(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }
}
