package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fixed part in front of every record, with a checksum of its own, so that a damaged payload can be stepped over.
 *
 * <p>The checksum covers the journal and the offset too, which are not stored: bytes of another journal, or of this one at
 * another place, are no record.
 *
 * @param type what the payload holds
 * @param length bytes of the payload
 * @param count events in the payload
 * @param segment the number of the segment: tells a record from what an earlier use of the file left behind
 * @param firstPosition the position of the first event; of other records, the next one to be given out
 * @param syncedBefore offset in the segment before which all was on disk when this record was begun: a record that is
 *     broken below it was acknowledged and is damage; one above it is the torn end of a crash
 * @param payloadChecksum CRC-32C of the payload
 */
record RecordHeader(
        RecordType type,
        int length,
        int count,
        long segment,
        long firstPosition,
        int syncedBefore,
        int payloadChecksum) {
    static final int SIZE = 48;
    static final int ALIGNMENT = 8;
    static final int MAGIC = 0x48474A52; // HGJR
    private static final int CHECKED = 40;

    /** Bytes that the record takes in the segment, header and padding included. */
    int space() {
        return spaceOf(length);
    }

    static int spaceOf(int payloadLength) {
        return (SIZE + payloadLength + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /**
     * Writes the header to the first bytes of a buffer; its position stays.
     *
     * @param offset where the record will stand in the segment
     */
    void writeTo(ByteBuffer buffer, Segment place, int offset) {
        buffer.putInt(0, MAGIC);
        buffer.putInt(4, type.code());
        buffer.putInt(8, length);
        buffer.putInt(12, count);
        buffer.putLong(16, segment);
        buffer.putLong(24, firstPosition);
        buffer.putInt(32, syncedBefore);
        buffer.putInt(36, payloadChecksum);
        buffer.putInt(CHECKED, seal(buffer, 0, place, offset));
        buffer.putInt(44, 0);
    }

    /**
     * The header in a buffer, or null where there is none that is whole and of this place.
     *
     * @param offset where in the segment the bytes stand
     */
    static @Nullable RecordHeader read(ByteBuffer buffer, int at, Segment place, int offset) {
        if (at + SIZE > buffer.limit() || buffer.getInt(at) != MAGIC || buffer.getLong(at + 16) != place.number()) {
            return null;
        }
        RecordType type = RecordType.of(buffer.getInt(at + 4));
        if (type == null || buffer.getInt(at + CHECKED) != seal(buffer, at, place, offset)) {
            return null;
        }
        return new RecordHeader(
                type,
                buffer.getInt(at + 8),
                buffer.getInt(at + 12),
                place.number(),
                buffer.getLong(at + 24),
                buffer.getInt(at + 32),
                buffer.getInt(at + 36));
    }

    private static int seal(ByteBuffer buffer, int at, Segment place, int offset) {
        ByteBuffer unstored = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                .putLong(place.journal().getMostSignificantBits())
                .putLong(place.journal().getLeastSignificantBits())
                .putInt(offset)
                .flip();
        CRC32C checksum = new CRC32C();
        checksum.update(unstored);
        checksum.update(buffer.slice(at, CHECKED));
        return (int) checksum.getValue();
    }

    static int checksum(ByteBuffer buffer, int from, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.slice(from, length));
        return (int) checksum.getValue();
    }
}
