package dev.headgate.channel.journal;

import java.nio.ByteBuffer;

/** An event as it stands in the log: number of headers, the headers, the body. */
final class EncodedEvent {
    private final long position;
    private final byte[] bytes;
    private final long time;

    EncodedEvent(long position, byte[] bytes, long time) {
        this.position = position;
        this.bytes = bytes;
        this.time = time;
    }

    long position() {
        return position;
    }

    /** What it takes in the log. */
    int bytes() {
        return Integer.BYTES + bytes.length;
    }

    StoredEvent decode() {
        return StoredEvent.read(ByteBuffer.wrap(bytes), bytes.length, position, time);
    }
}
