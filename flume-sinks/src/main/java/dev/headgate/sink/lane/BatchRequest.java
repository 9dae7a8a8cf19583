package dev.headgate.sink.lane;

import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events, encoded one by one as a call of {@code appendBatch} in Flume's protocol {@code AvroSourceProtocol}.
 *
 * <p>Used by one thread at a time. It keeps its memory for the next batch.
 */
final class BatchRequest {
    private static final int FIRST_BYTES = 64 << 10;
    /** A source reads a message as a list of pieces and holds a piece until it is whole. */
    private static final int PIECE = 32 << 10;

    /** No metadata, then the name of the message. */
    private static final byte[] CALL = call();

    private static final byte[] END_OF_EVENTS = {0};
    private static final byte[] POSITION = AvroBytes.text(EventHeaders.POSITION);

    private final byte @Nullable [] feeder;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;
    private int events;
    private long last = -1;

    /**
     * An empty batch.
     *
     * @param feeder the feeder that the events are given, beside their position; null where they get neither
     */
    BatchRequest(@Nullable String feeder) {
        this.feeder = feeder == null ? null : feederHeader(feeder);
    }

    private static byte[] call() {
        byte[] name = AvroBytes.text("appendBatch");
        byte[] call = new byte[name.length + 1];
        System.arraycopy(name, 0, call, 1, name.length);
        return call;
    }

    private static byte[] feederHeader(String feeder) {
        byte[] key = AvroBytes.text(EventHeaders.FEEDER);
        byte[] value = AvroBytes.text(feeder);
        byte[] both = Arrays.copyOf(key, key.length + value.length);
        System.arraycopy(value, 0, both, key.length, value.length);
        return both;
    }

    void clear() {
        length = 0;
        events = 0;
        last = -1;
    }

    /** Adds an event. Feeder headers that it bears are not sent. */
    void add(PositionedEvent event) {
        Map<String, String> headers = event.event().getHeaders();
        addHeaders(headers, event.position());
        byte[] body = event.event().getBody();
        addNumber(body.length);
        addBytes(body);
        events++;
        last = event.position();
    }

    private void addHeaders(Map<String, String> headers, long position) {
        int count = feeder == null ? 0 : 2;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            count += isSent(header) ? 1 : 0;
        }
        if (count > 0) {
            addNumber(count);
            if (feeder != null) {
                addBytes(feeder);
                addBytes(POSITION);
                addText(Long.toString(position));
            }
            for (Map.Entry<String, String> header : headers.entrySet()) {
                if (isSent(header)) {
                    addText(header.getKey());
                    addText(header.getValue());
                }
            }
        }
        addNumber(0);
    }

    private static boolean isSent(Map.Entry<String, String> header) {
        String key = header.getKey();
        return key != null
                && header.getValue() != null
                && !key.equals(EventHeaders.FEEDER)
                && !key.equals(EventHeaders.POSITION);
    }

    private void addText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        addNumber(encoded.length);
        addBytes(encoded);
    }

    private void addNumber(long number) {
        reserve(AvroBytes.LONGEST_NUMBER);
        length = AvroBytes.putNumber(bytes, length, number);
    }

    private void addBytes(byte[] added) {
        reserve(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(
                    bytes,
                    Math.toIntExact(
                            Math.max((long) length + more, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8L))));
        }
    }

    int events() {
        return events;
    }

    /** Bytes of the encoded events. */
    int length() {
        return length;
    }

    /** Position of the last event. */
    long last() {
        return last;
    }

    boolean isEmpty() {
        return events == 0;
    }

    /** Writes the call as a message of Avro's transport over TCP: its number, and its pieces each behind its length. */
    void writeTo(DataOutputStream out, int serial) throws IOException {
        byte[] begin = Arrays.copyOf(CALL, CALL.length + AvroBytes.LONGEST_NUMBER);
        int beginLength = AvroBytes.putNumber(begin, CALL.length, events);
        out.writeInt(serial);
        out.writeInt(2 + (length + PIECE - 1) / PIECE);
        writePiece(out, begin, 0, beginLength);
        for (int from = 0; from < length; from += PIECE) {
            writePiece(out, bytes, from, Math.min(PIECE, length - from));
        }
        writePiece(out, END_OF_EVENTS, 0, END_OF_EVENTS.length);
    }

    private static void writePiece(DataOutputStream out, byte[] from, int offset, int count) throws IOException {
        out.writeInt(count);
        out.write(from, offset, count);
    }
}
