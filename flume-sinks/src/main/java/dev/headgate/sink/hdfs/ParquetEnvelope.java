package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.EventHeaders;
import java.util.HashMap;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * One row per event: {@code origin}, {@code sequence}, {@code timestamp}, {@code headers}, {@code body}. A header that
 * becomes a column is not among the headers; one that is no number, where a number is asked for, stays there.
 */
final class ParquetEnvelope implements ParquetRows {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional binary origin (STRING);
              optional int64 sequence;
              optional int64 timestamp (TIMESTAMP(MILLIS,true));
              required group headers (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }
              required binary body;
            }
            """);

    @Override
    public MessageType schema() {
        return SCHEMA;
    }

    /** Bodies rarely repeat, and nobody looks for the smallest. */
    @Override
    public void tune(ParquetProperties.Builder properties) {
        properties.withDictionaryEncoding("body", false).withStatisticsEnabled("body", false);
    }

    @Override
    public Cell row(Event event) {
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        String origin = headers.remove(EventHeaders.ORIGIN);
        Long sequence = number(headers, EventHeaders.SEQUENCE);
        Long timestamp = number(headers, EventHeaders.TIMESTAMP);
        return columns -> {
            columns.startMessage();
            if (origin != null) {
                text(origin).writeAs("origin", 0, columns);
            }
            if (sequence != null) {
                ((Cell) to -> to.addLong(sequence)).writeAs("sequence", 1, columns);
            }
            if (timestamp != null) {
                ((Cell) to -> to.addLong(timestamp)).writeAs("timestamp", 2, columns);
            }
            ((Cell) to -> write(headers, to)).writeAs("headers", 3, columns);
            ((Cell) to -> to.addBinary(Binary.fromConstantByteArray(event.getBody()))).writeAs("body", 4, columns);
            columns.endMessage();
        };
    }

    private static void write(Map<String, String> headers, RecordConsumer columns) {
        columns.startGroup();
        if (!headers.isEmpty()) {
            columns.startField("key_value", 0);
            headers.forEach((name, value) -> {
                columns.startGroup();
                text(name).writeAs("key", 0, columns);
                text(value).writeAs("value", 1, columns);
                columns.endGroup();
            });
            columns.endField("key_value", 0);
        }
        columns.endGroup();
    }

    private static Cell text(String text) {
        return columns -> columns.addBinary(Binary.fromString(text));
    }

    /** Takes a header that is a number; leaves one that is none. */
    private static @Nullable Long number(Map<String, String> headers, String name) {
        String text = headers.get(name);
        if (text == null) {
            return null;
        }
        try {
            long number = Long.parseLong(text);
            headers.remove(name);
            return number;
        } catch (NumberFormatException none) {
            return null;
        }
    }
}
