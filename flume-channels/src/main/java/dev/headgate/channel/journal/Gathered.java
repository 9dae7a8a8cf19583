package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.List;

/** Buffers that are to be written one behind the other. Used by one thread. */
final class Gathered {
    private final List<ByteBuffer> buffers;
    private int first;
    private long remaining;

    Gathered(List<ByteBuffer> buffers) {
        this.buffers = buffers;
        this.remaining = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    long remaining() {
        return remaining;
    }

    /** Moves as many bytes to a buffer as it has room for, or as there are. */
    void fill(ByteBuffer target) {
        while (target.hasRemaining() && remaining > 0) {
            ByteBuffer source = buffers.get(first);
            int moved = Math.min(target.remaining(), source.remaining());
            target.put(source.slice(source.position(), moved));
            source.position(source.position() + moved);
            remaining -= moved;
            first += source.hasRemaining() ? 0 : 1;
        }
    }
}
