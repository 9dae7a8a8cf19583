package dev.headgate.sink.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    TextFormat(List<String> columns, char delimiter, LineEnd lineEnd) {
        this.columns = List.copyOf(columns);
        this.delimiter = delimiter;
        this.delimiterBytes = String.valueOf(delimiter).getBytes(StandardCharsets.UTF_8);
        this.lineEnd = lineEnd.bytes();
    }

    @Override
    public String extension() {
        return "txt";
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
    public Records open(FSDataOutputStream stream) {
        return new Lines(stream);
    }

    /** Lines that go to the store some hundred kilobytes at a time. */
    private final class Lines implements Records {
        private static final int CHUNK = 256 * 1024;

        private final FSDataOutputStream stream;
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(CHUNK + CHUNK / 4);
        private long bytes;

        Lines(FSDataOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void append(Event event) throws IOException {
            int before = waiting.size();
            TextFormat.this.append(event, waiting);
            bytes += waiting.size() - before;
            if (waiting.size() >= CHUNK) {
                pass();
            }
        }

        private void pass() throws IOException {
            waiting.writeTo(stream);
            waiting.reset();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void close() throws IOException {
            pass();
            stream.close();
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
