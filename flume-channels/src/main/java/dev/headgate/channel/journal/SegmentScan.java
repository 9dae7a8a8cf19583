package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of a segment in order and checks every one; finds the next whole record behind a damaged place.
 *
 * <p>Used by one thread.
 */
final class SegmentScan {
    private static final int READ_AHEAD = 1 << 20;
    private static final byte FIRST_OF_MAGIC = (byte) (RecordHeader.MAGIC >>> 24);

    /** What was found at an offset. */
    sealed interface Step {
        int offset();

        /** Where the next step begins. */
        int end();
    }

    /** A whole record; the payload is valid until the next step. */
    record Whole(int offset, RecordHeader header, ByteBuffer payload) implements Step {
        @Override
        public int end() {
            return offset + header.space();
        }
    }

    /**
     * Bytes that are no whole record.
     *
     * @param header the header where it alone is whole, else null
     * @param isUnreadable whether the disk refused some of them
     */
    record Damaged(int offset, int end, @Nullable RecordHeader header, boolean isUnreadable) implements Step {}

    private final Segment segment;
    private int offset;
    private int limit;
    private byte[] window = new byte[READ_AHEAD];
    private int windowStart;
    private int windowLength;
    private final UnreadableBlocks unreadable = new UnreadableBlocks();

    SegmentScan(Segment segment, int limit) {
        this.segment = segment;
        this.offset = Segment.HEADER_SIZE;
        this.limit = limit;
    }

    /** Begins at the offset of a record. */
    void startAt(int newOffset) {
        offset = newOffset;
    }

    Segment segment() {
        return segment;
    }

    int offset() {
        return offset;
    }

    /** Lets the scan go on to a later end. */
    void extendTo(int end) {
        limit = Math.max(limit, end);
    }

    boolean atEnd() {
        return offset >= limit;
    }

    /**
     * The next step, or null at the end.
     *
     * @param position events below it are stepped over unread
     */
    @Nullable
    Step next(long position) throws IOException {
        while (offset < limit) {
            RecordHeader header = headerAt(offset);
            if (header == null || header.length() < 0 || header.space() > limit - offset) {
                return damagedTo(nextHeader(offset + RecordHeader.ALIGNMENT), null);
            }
            if (header.type() == RecordType.EVENTS && header.firstPosition() + header.count() <= position) {
                offset += header.space();
                continue;
            }
            ByteBuffer record = bytes(offset, header.space());
            int payload = record.position() + RecordHeader.SIZE;
            if (RecordHeader.checksum(record, payload, header.length()) != header.payloadChecksum()) {
                return damagedTo(offset + header.space(), header);
            }
            Whole whole = new Whole(offset, header, record.slice(payload, header.length()));
            offset = whole.end();
            return whole;
        }
        return null;
    }

    private Damaged damagedTo(int end, @Nullable RecordHeader header) {
        Damaged damaged = new Damaged(offset, end, header, unreadable.isIn(offset, end));
        offset = end;
        return damaged;
    }

    private int nextHeader(int from) throws IOException {
        int at = from;
        while (at + RecordHeader.SIZE <= limit) {
            bytes(at, RecordHeader.SIZE);
            // Mostly these are the zeros of what was never written, up to a whole segment of them.
            int last = windowStart + windowLength - RecordHeader.SIZE;
            while (at <= last && window[at - windowStart] != FIRST_OF_MAGIC) {
                at += RecordHeader.ALIGNMENT;
            }
            if (at <= last && headerAt(at) != null) {
                return at;
            }
            at += at <= last ? RecordHeader.ALIGNMENT : 0;
        }
        return limit;
    }

    private @Nullable RecordHeader headerAt(int at) throws IOException {
        if (at + RecordHeader.SIZE > limit) {
            return null;
        }
        ByteBuffer bytes = bytes(at, RecordHeader.SIZE);
        return RecordHeader.read(bytes, bytes.position(), segment, at);
    }

    /** The window with its position at the given offset and at least so many bytes behind it. */
    private ByteBuffer bytes(int at, int length) throws IOException {
        if (at < windowStart || at + length > windowStart + windowLength) {
            int wanted = Math.min(Math.max(length, READ_AHEAD), limit - at);
            if (wanted > window.length) {
                window = new byte[wanted];
            }
            windowLength = unreadable.read(segment, window, wanted, at);
            windowStart = at;
            if (windowLength < length) {
                throw new IOException("Reading segment '%s' failed: it ends at offset %d and not at %d."
                        .formatted(segment, at + windowLength, at + length));
            }
        }
        return ByteBuffer.wrap(window, 0, windowLength).position(at - windowStart);
    }
}
