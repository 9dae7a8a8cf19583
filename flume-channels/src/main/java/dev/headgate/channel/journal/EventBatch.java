package dev.headgate.channel.journal;

import dev.headgate.kit.progress.EventHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flume.Event;
import org.jspecify.annotations.Nullable;

/**
 * The events of one put transaction as they will stand in the log: encoded when they are put, so that a commit only has
 * to write.
 *
 * <p>The payload of the record: time of the commit (8 bytes), length of the events (4), the events, number of feeders
 * (4), per feeder its name and position. An event: length of what follows (4), number of headers (4), per header key
 * and value, the body. A text: length (4), UTF-8 bytes. Feeder and position are taken off the headers.
 *
 * <p>Used by the one thread that owns the transaction.
 */
final class EventBatch {
    private static final int EVENTS_START = RecordHeader.SIZE + Long.BYTES + Integer.BYTES;
    private static final int LARGEST = 1 << 30;

    private ByteBuffer buffer;
    private int count;
    private int[] ends = new int[16];
    private @Nullable String[] feeders = new String[0];
    private long[] positions = new long[0];

    EventBatch(int firstSize) {
        buffer = ByteBuffer.allocateDirect(firstSize).position(EVENTS_START);
    }

    int count() {
        return count;
    }

    /** Bytes of the encoded events. */
    int eventBytes() {
        return end(count) - EVENTS_START;
    }

    /** The bytes that this batch holds on to. */
    int heldBytes() {
        return buffer.capacity();
    }

    /** Empties the batch for the next transaction; it keeps its buffer. */
    void clear() {
        buffer.clear().position(EVENTS_START);
        count = 0;
        Arrays.fill(feeders, null);
    }

    /**
     * Adds an event.
     *
     * @param largestEvent bytes that an encoded event may have
     * @throws IllegalArgumentException where the event or the whole transaction is too large; nothing is added
     */
    void add(Event event, long largestEvent) {
        int start = end(count);
        Map<String, String> headers = event.getHeaders();
        byte[] body = event.getBody();
        buffer.position(start);
        try {
            reserve(2 * Integer.BYTES);
            buffer.position(start + Integer.BYTES);
            writeHeaders(headers);
            reserve(body.length);
            buffer.put(body);
            int length = buffer.position() - start - Integer.BYTES;
            if (length > largestEvent) {
                throw new IllegalArgumentException("an event of " + length + " bytes is larger than max-event-size, "
                        + largestEvent + " bytes. Raise max-event-size or have the event cut at its source");
            }
            buffer.putInt(start, length);
        } catch (IllegalArgumentException refused) {
            buffer.position(start);
            throw refused;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = buffer.position();
        noteFeeder(headers);
        count++;
    }

    private void writeHeaders(Map<String, String> headers) {
        int countAt = buffer.position();
        int written = 0;
        buffer.position(countAt + Integer.BYTES);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String key = header.getKey();
            String value = header.getValue();
            if (value != null && !key.equals(EventHeaders.FEEDER) && !key.equals(EventHeaders.POSITION)) {
                writeText(key);
                writeText(value);
                written++;
            }
        }
        buffer.putInt(countAt, written);
    }

    private void writeText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reserve(Integer.BYTES + bytes.length);
        buffer.putInt(bytes.length).put(bytes);
    }

    private void reserve(int bytes) {
        if (buffer.remaining() >= bytes) {
            return;
        }
        long needed = (long) buffer.position() + bytes;
        if (needed > LARGEST) {
            throw new IllegalArgumentException("a transaction of more than " + LARGEST
                    + " bytes cannot be written as one record. Lower the batch size of its source");
        }
        ByteBuffer larger =
                ByteBuffer.allocateDirect((int) Math.min(LARGEST, Math.max(needed, 2L * buffer.capacity())));
        buffer.flip();
        larger.put(buffer);
        buffer = larger;
    }

    private void noteFeeder(Map<String, String> headers) {
        String feeder = headers.get(EventHeaders.FEEDER);
        long position = feeder == null ? -1 : positionIn(headers);
        if (position >= 0) {
            if (count >= feeders.length) {
                feeders = Arrays.copyOf(feeders, ends.length);
                positions = Arrays.copyOf(positions, ends.length);
            }
            feeders[count] = feeder;
            positions[count] = position;
        }
    }

    /** The position, or -1 where there is none that can be read: such an event has no feeder. */
    private static long positionIn(Map<String, String> headers) {
        String text = headers.get(EventHeaders.POSITION);
        if (text == null || text.isEmpty() || text.length() > 18) {
            return -1;
        }
        long position = 0;
        for (int index = 0; index < text.length(); index++) {
            int digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            position = position * 10 + digit;
        }
        return position;
    }

    /**
     * Removes the events whose position their feeder has already passed.
     *
     * @return how many were removed
     */
    int dropRepeats(Feeders progress) {
        int fed = Math.min(count, feeders.length);
        int kept = 0;
        boolean dropped = false;
        for (int index = 0; index < count; index++) {
            String feeder = index < fed ? feeders[index] : null;
            boolean repeat = feeder != null && positions[index] <= progress.of(feeder);
            if (repeat) {
                dropped = true;
            } else {
                if (dropped) {
                    move(index, kept);
                }
                kept++;
            }
        }
        int removed = count - kept;
        for (int index = kept; index < fed; index++) {
            feeders[index] = null;
        }
        count = kept;
        return removed;
    }

    private void move(int from, int to) {
        int start = end(from);
        int length = ends[from] - start;
        ByteBuffer event =
                buffer.duplicate().limit(start + length).position(start).slice();
        buffer.position(end(to));
        buffer.put(event);
        ends[to] = buffer.position();
        if (from < feeders.length) {
            feeders[to] = feeders[from];
            positions[to] = positions[from];
        } else if (to < feeders.length) {
            feeders[to] = null;
        }
    }

    private int end(int index) {
        return index == 0 ? EVENTS_START : ends[index - 1];
    }

    /** The progress that these events make: per feeder the highest position. */
    Map<String, Long> progress() {
        Map<String, Long> progress = new LinkedHashMap<>();
        String lastFeeder = null;
        long highest = 0;
        for (int index = 0; index < Math.min(count, feeders.length); index++) {
            String feeder = feeders[index];
            if (feeder == null) {
                continue;
            }
            if (!feeder.equals(lastFeeder)) {
                if (lastFeeder != null) {
                    progress.merge(lastFeeder, highest, Math::max);
                }
                lastFeeder = feeder;
                highest = positions[index];
            } else {
                highest = Math.max(highest, positions[index]);
            }
        }
        if (lastFeeder != null) {
            progress.merge(lastFeeder, highest, Math::max);
        }
        return progress;
    }

    /** Completes the payload. The record's header is written by the log, which knows the position. */
    FinishedBatch finish(long now) {
        buffer.position(end(count));
        Map<String, Long> progress = progress();
        reserve(Integer.BYTES);
        buffer.putInt(progress.size());
        progress.forEach((feeder, position) -> {
            writeText(feeder);
            reserve(Long.BYTES);
            buffer.putLong(position);
        });
        int length = buffer.position() - RecordHeader.SIZE;
        reserve(RecordHeader.ALIGNMENT);
        buffer.putLong(RecordHeader.SIZE, now);
        buffer.putInt(RecordHeader.SIZE + Long.BYTES, end(count) - EVENTS_START);
        int checksum = RecordHeader.checksum(buffer.duplicate().clear(), RecordHeader.SIZE, length);
        return new FinishedBatch(buffer.duplicate().clear(), length, count, eventBytes(), checksum, progress);
    }

    /**
     * A batch that is ready to be written.
     *
     * @param record the record, its header still empty
     * @param length bytes of the payload
     */
    record FinishedBatch(
            ByteBuffer record, int length, int count, int eventBytes, int checksum, Map<String, Long> progress) {}
}
