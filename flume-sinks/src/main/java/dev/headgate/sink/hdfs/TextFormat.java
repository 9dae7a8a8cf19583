package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * One line of text per event: the columns, then the body, divided by the delimiter.
 *
 * <p>In a column, a line feed is written as {@code \n}, a carriage return as {@code \r}, and a delimiter or backslash
 * gets a backslash before it, so that a line has as many columns as it should. A missing header is an empty column. The
 * body comes last and is written as it is: one that holds line breaks takes several lines.
 */
final class TextFormat implements RecordFormat {
    private final List<String> columns;
    private final char delimiter;
    private final byte[] delimiterBytes;
    private final byte[] lineEnd;

    private final Codec codec;

    TextFormat(List<String> columns, char delimiter, LineEnd lineEnd, Codec codec) {
        this.codec = codec;
        this.columns = List.copyOf(columns);
        this.delimiter = delimiter;
        this.delimiterBytes = String.valueOf(delimiter).getBytes(StandardCharsets.UTF_8);
        this.lineEnd = lineEnd.bytes();
    }

    static TextFormat of(Values values) {
        return new TextFormat(
                values.find(HdfsOptions.COLUMNS).orElse(List.of()),
                Delimiter.read(values.get(HdfsOptions.DELIMITER)),
                values.get(HdfsOptions.LINE_END),
                values.get(HdfsOptions.CODEC));
    }

    @Override
    public String extension() {
        return "txt" + codec.extension();
    }

    /** Whether a file can be cut behind any line. */
    boolean isPlain() {
        return codec == Codec.NONE;
    }

    /** The bytes that end each event: after a crash a file is cut behind the last of them. */
    byte[] recordEnd() {
        return lineEnd;
    }

    /** Appends an event. */
    void append(Event event, ByteArrayOutputStream to) {
        Map<String, String> headers = event.getHeaders();
        for (String column : columns) {
            to.writeBytes(escaped(headers.getOrDefault(column, "")).getBytes(StandardCharsets.UTF_8));
            to.writeBytes(delimiterBytes);
        }
        to.writeBytes(event.getBody());
        to.writeBytes(lineEnd);
    }

    @Override
    public Records open(FSDataOutputStream stream, Instant opened) throws IOException {
        return new Lines(stream, Compression.ofFile(codec, stream));
    }

    /** Lines that go to the store some hundred kilobytes at a time. */
    private final class Lines implements Records {
        private static final int CHUNK = 256 * 1024;

        private final FSDataOutputStream stream;
        private final OutputStream compressed;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(CHUNK + CHUNK / 4);

        Lines(FSDataOutputStream stream, OutputStream compressed) {
            this.stream = stream;
            this.compressed = compressed;
        }

        @Override
        public void append(Event event) throws IOException {
            TextFormat.this.append(event, waiting);
            if (waiting.size() >= CHUNK) {
                pass();
            }
        }

        private void pass() throws IOException {
            waiting.writeTo(compressed);
            waiting.reset();
        }

        @Override
        public long bytes() {
            return stream.getPos() + waiting.size();
        }

        @Override
        public void close() throws IOException {
            pass();
            compressed.close();
        }
    }

    private String escaped(String value) {
        StringBuilder escaped = null;
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            boolean special = character == '\n' || character == '\r' || character == '\\' || character == delimiter;
            if (special && escaped == null) {
                escaped = new StringBuilder(value.length() + 8).append(value, 0, i);
            }
            if (escaped != null) {
                escaped.append(special ? "\\" : "").append(visible(character));
            }
        }
        return escaped == null ? value : escaped.toString();
    }

    private static char visible(char character) {
        return switch (character) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> character;
        };
    }
}
