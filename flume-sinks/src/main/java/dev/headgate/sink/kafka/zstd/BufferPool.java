package dev.headgate.sink.kafka.zstd;

import java.nio.ByteBuffer;

/** Where a stream would get its buffers from; ours has its own. */
public interface BufferPool {
    ByteBuffer get(int capacity);

    void release(ByteBuffer buffer);
}
