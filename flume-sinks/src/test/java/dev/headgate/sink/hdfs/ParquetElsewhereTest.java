package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads our Parquet files with DuckDB, which shares no line with the library that writes them. */
class ParquetElsewhereTest {
    private Path folder = Path.of("");

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "zstd", "lz4"})
    void readsTheColumnsOfAnEvent(String codec) throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            events.add(event(
                    "GET /page/" + i,
                    Map.of("origin", "wéb-1", "sequence", "" + i, "timestamp", "1767222000000", "stream", "web")));
        }
        // Each row group has a bound of its own.
        Path file = write(Map.of("codec", codec, "row-group-memory", "1MB"), events);

        assertThat(select("count(*), min(origin), max(sequence), sum(sequence), min(epoch_ms(timestamp)),"
                        + " min(headers['stream']), count(distinct body), max(decode(body))"
                        + " from '" + file + "'"))
                .containsExactly("5000|wéb-1|4999|12497500|1767222000000|web|5000|GET /page/999");
        assertThat(select("distinct compression from parquet_metadata('" + file + "')"))
                .singleElement()
                .asString()
                .startsWith(codec.equals("none") ? "UNCOMPRESSED" : codec.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void readsTheColumnsOfAJsonBody() throws Exception {
        Path schema = Files.writeString(folder.resolve("click.schema"), """
                message click {
                  optional binary page (STRING);
                  optional int64 at (TIMESTAMP(MILLIS,true));
                  optional int64 price (DECIMAL(10,2));
                  optional group tags (LIST) { repeated group list { optional binary element (STRING); } }
                  optional group marks (MAP) { repeated group key_value { required binary key (STRING); optional int32 value; } }
                  optional group user { required int64 id; }
                }
                """);
        Path file = write(
                Map.of("parquet-schema", schema.toString()),
                List.of(
                        event(
                                "{\"page\":\"/a\",\"at\":0,\"price\":1.25,\"tags\":[\"x\",null],\"marks\":{\"m\":1},"
                                        + "\"user\":{\"id\":7}}",
                                Map.of()),
                        event("{\"page\":3}", Map.of())));

        assertThat(select("page, epoch_ms(\"at\"), price, tags, marks, \"user\".id, misfit from '" + file + "'"))
                .containsExactly("/a|0|1.25|[x, null]|{m=1}|7|null", "null|null|null|null|null|null|{\"page\":3}");
    }

    private static List<String> select(String what) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select " + what)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(result.getObject(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private Path write(Map<String, String> keys, List<Event> events) throws IOException, UnfitEventException {
        Map<String, String> all = new HashMap<>(Map.of("path", "/logs", "writer", "w", "format", "parquet"));
        all.putAll(keys);
        RecordFormat format = Formats.of(HdfsOptions.DECLARATION.read("raw", all, warning -> {}));
        Path file = folder.resolve("file.parquet");
        try (FSDataOutputStream out = new FSDataOutputStream(Files.newOutputStream(file), null)) {
            RecordFormat.Records records = format.open(out, Instant.EPOCH);
            for (Event event : events) {
                records.append(event);
            }
            records.close();
        }
        return file;
    }
}
