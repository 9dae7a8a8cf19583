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
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * One line of text per event: the columns, then the body, divided by the delimiter.
 *
 * <p>In a column, a line feed is written as {@code \n}, a carriage return as {@code \r}, and a delimiter or backslash
 * gets a backslash before it, so that a line has as many columns as it should. A missing header is an empty column. The
 * body comes last and is written as it is: one that holds line breaks takes several lines.
 */
final class TextFormat implements FlushableFormat {
    private final List<String> columns;
    private final char delimiter;
    private final byte[] delimiterBytes;
    private final byte[] lineEnd;

    TextFormat(List<String> columns, char delimiter, LineEnd lineEnd) {
        this.columns = List.copyOf(columns);
        this.delimiter = delimiter;
        this.delimiterBytes = String.valueOf(delimiter).getBytes(StandardCharsets.UTF_8);
        this.lineEnd = lineEnd.bytes();
    }

    static TextFormat of(Values values) {
        return new TextFormat(
                values.find(HdfsOptions.COLUMNS).orElse(List.of()),
                Delimiter.read(values.get(HdfsOptions.DELIMITER)),
                values.get(HdfsOptions.LINE_END));
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public long wholeLength(FileSystem fileSystem, Path file) throws IOException {
        return LastLine.end(fileSystem, file, lineEnd);
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
    public FlushableRecords open(FSDataOutputStream stream, Instant opened) {
        return lines(stream, stream);
    }

    /**
     * Begins a file.
     *
     * @param stream the file
     * @param target what compresses it, or the file itself
     */
    FlushableRecords lines(FSDataOutputStream stream, OutputStream target) {
        return new Lines(stream, target);
    }

    /** Lines that go to the stream some kilobytes at a time. */
    private final class Lines implements FlushableRecords {
        private static final int CHUNK = 32 * 1024;

        private final FSDataOutputStream stream;
        private final OutputStream target;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

        Lines(FSDataOutputStream stream, OutputStream target) {
            this.stream = stream;
            this.target = target;
        }

        @Override
        public void append(Event event) throws IOException {
            TextFormat.this.append(event, waiting);
            if (waiting.size() >= CHUNK) {
                flush();
            }
        }

        @Override
        public void flush() throws IOException {
            waiting.writeTo(target);
            waiting.reset();
        }

        @Override
        public long bytes() {
            return stream.getPos() + waiting.size();
        }

        @Override
        public void close() throws IOException {
            flush();
            target.close();
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
