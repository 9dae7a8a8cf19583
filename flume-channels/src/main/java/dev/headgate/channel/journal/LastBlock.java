package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the last write left in the block that it ended in. Used by the one thread that writes. */
final class LastBlock {
    private static final int BLOCK = PastCache.BLOCK;

    private byte[] bytes = {};
    /** Offset in the file behind the bytes; negative where they are not known. */
    private long end = -1;

    /** Keeps the end of what is about to be written; leaves the buffers as they are. */
    void keep(List<ByteBuffer> written, long newEnd) {
        byte[] last = new byte[(int) (newEnd % BLOCK)];
        int missing = last.length;
        for (int index = written.size() - 1; index >= 0 && missing > 0; index--) {
            ByteBuffer buffer = written.get(index);
            int taken = Math.min(missing, buffer.remaining());
            missing -= taken;
            buffer.get(buffer.limit() - taken, last, missing, taken);
        }
        bytes = last;
        end = missing > 0 ? -1 : newEnd;
    }

    /** What stands in the block of an offset before it, or null where that is not known. */
    @Nullable
    ByteBuffer before(long offset) {
        if (offset % BLOCK == 0) {
            return ByteBuffer.allocate(0);
        }
        return offset == end ? ByteBuffer.wrap(bytes) : null;
    }
}
