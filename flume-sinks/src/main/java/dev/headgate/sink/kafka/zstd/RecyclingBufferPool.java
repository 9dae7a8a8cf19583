package dev.headgate.sink.kafka.zstd;

import java.nio.ByteBuffer;

/** The pool that Kafka's client names. Safe for threads. */
public final class RecyclingBufferPool implements BufferPool {
    public static final BufferPool INSTANCE = new RecyclingBufferPool();

    private RecyclingBufferPool() {}

    @Override
    public ByteBuffer get(int capacity) {
        return ByteBuffer.allocate(capacity);
    }

    @Override
    public void release(ByteBuffer buffer) {
        // Left to the garbage collector.
    }
}
