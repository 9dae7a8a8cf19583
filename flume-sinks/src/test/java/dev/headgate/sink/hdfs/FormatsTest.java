package dev.headgate.sink.hdfs;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes files and reads them with what others read them with. */
class FormatsTest {
    private static final int MANY = 5000;

    private Path folder = Path.of("");

    @BeforeEach
    void takeFolder(@TempDir Path temporary) {
        folder = temporary;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4"})
    void compressesTextAsHadoopReadsIt(String codec) throws Exception {
        Path file = write(format(Map.of("codec", codec)), many());

        Configuration configuration = new Configuration();
        var read = new CompressionCodecFactory(configuration).getCodec(new org.apache.hadoop.fs.Path(file.toUri()));
        try (InputStream in = read.createInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyElementsOf(manyBodies());
        }
        assertThat(Files.size(file)).isLessThan(40_000);
    }

    @Test
    void compressesTextByZstd() throws Exception {
        Path file = write(format(Map.of("codec", "zstd")), many());

        assertThat(file.toString()).endsWith(".txt.zst");
        try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyElementsOf(manyBodies());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "zstd"})
    void writesFlumesAvroEvents(String codec) throws Exception {
        Path file = write(format(Map.of("format", "avro", "codec", codec)), many());

        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            List<String> bodies = new ArrayList<>();
            for (GenericRecord record : reader) {
                bodies.add(StandardCharsets.UTF_8
                        .decode((ByteBuffer) record.get("body"))
                        .toString());
                assertThat(record.get("headers")).hasToString("{stream=wéb}");
            }
            assertThat(bodies).isEqualTo(manyBodies());
            assertThat(reader.getSchema().getFullName()).isEqualTo("Event");
        }
    }

    @Test
    void writesBodiesOfAGivenAvroSchemaAndRefusesOthers() throws Exception {
        Path schemaFile = Files.writeString(folder.resolve("click.avsc"), """
                {"type":"record","name":"Click","fields":[{"name":"page","type":"string"},{"name":"ms","type":"long"}]}
                """);
        Schema schema = new Schema.Parser().parse(schemaFile.toFile());
        RecordFormat format = format(Map.of("format", "avro", "avro-schema", schemaFile.toString()));
        Path file = folder.resolve("clicks.avro");
        try (FSDataOutputStream out = new FSDataOutputStream(Files.newOutputStream(file), null)) {
            RecordFormat.Records records = format.open(out, Instant.EPOCH);
            records.append(EventBuilder.withBody(click(schema, "/a", 7)));
            assertThatThrownBy(() -> records.append(event("not a click at all", Map.of())))
                    .isInstanceOf(UnfitEventException.class)
                    .hasMessageContaining("no record of the Avro schema");
            byte[] longer = java.util.Arrays.copyOf(click(schema, "/b", 8), 40);
            assertThatThrownBy(() -> records.append(EventBuilder.withBody(longer)))
                    .isInstanceOf(UnfitEventException.class)
                    .hasMessageContaining("goes on");
            records.append(EventBuilder.withBody(click(schema, "/c", 9)));
            records.close();
        }

        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            assertThat(reader.iterator())
                    .toIterable()
                    .extracting(Object::toString)
                    .containsExactly("{\"page\": \"/a\", \"ms\": 7}", "{\"page\": \"/c\", \"ms\": 9}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4"})
    void writesSequenceFilesAsFlumeDoes(String codec) throws Exception {
        Path file = write(format(Map.of("format", "sequence-file", "codec", codec)), many());

        List<String> bodies = new ArrayList<>();
        try (SequenceFile.Reader reader = new SequenceFile.Reader(
                new Configuration(), SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
            LongWritable key = new LongWritable();
            BytesWritable value = new BytesWritable();
            while (reader.next(key, value)) {
                bodies.add(new String(value.copyBytes(), StandardCharsets.UTF_8));
                assertThat(key.get()).isEqualTo(1_000L);
            }
        }
        assertThat(bodies).isEqualTo(manyBodies());
    }

    @Test
    void keysASequenceFileByTheTimestamp() throws Exception {
        Path file = write(
                format(Map.of("format", "sequence-file")), List.of(event("one", Map.of("timestamp", "1767222000000"))));

        try (SequenceFile.Reader reader = new SequenceFile.Reader(
                new Configuration(), SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
            LongWritable key = new LongWritable();
            assertThat(reader.next(key, new BytesWritable())).isTrue();
            assertThat(key.get()).isEqualTo(1_767_222_000_000L);
        }
    }

    /** The bodies of the events in a file of a format that is not compressed as a whole. */
    static List<String> bodies(RecordFormat format, Path file) throws IOException {
        List<String> bodies = new ArrayList<>();
        switch (format.extension()) {
            case "txt" -> bodies.addAll(Files.readAllLines(file));
            case "avro" -> {
                try (DataFileReader<GenericRecord> reader =
                        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                    reader.forEach(record -> bodies.add(StandardCharsets.UTF_8
                            .decode((ByteBuffer) record.get("body"))
                            .toString()));
                }
            }
            case "seq" -> {
                try (SequenceFile.Reader reader = new SequenceFile.Reader(
                        new Configuration(), SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri())))) {
                    BytesWritable value = new BytesWritable();
                    while (reader.next(new LongWritable(), value)) {
                        bodies.add(new String(value.copyBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
            default -> throw new IllegalArgumentException(format.extension());
        }
        return bodies;
    }

    private static RecordFormat format(Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(Map.of("path", "/logs", "writer", "w"));
        all.putAll(keys);
        return Formats.of(HdfsOptions.DECLARATION.read("raw", all, warning -> {}));
    }

    private Path write(RecordFormat format, List<Event> events) throws IOException, UnfitEventException {
        Path file = folder.resolve("file." + format.extension());
        try (FSDataOutputStream out = new FSDataOutputStream(Files.newOutputStream(file), null)) {
            RecordFormat.Records records = format.open(out, Instant.ofEpochSecond(1));
            for (Event event : events) {
                records.append(event);
            }
            records.close();
            assertThat(records.bytes()).isEqualTo(Files.size(file));
        }
        return file;
    }

    private static byte[] click(Schema schema, String page, long millis) throws IOException {
        GenericRecord record = new GenericData.Record(schema);
        record.put("page", page);
        record.put("ms", millis);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static List<Event> many() {
        return manyBodies().stream()
                .map(body -> event(body, Map.of("stream", "wéb")))
                .toList();
    }

    private static List<String> manyBodies() {
        return IntStream.range(0, MANY).mapToObj(i -> "GET /page/" + i).toList();
    }
}
