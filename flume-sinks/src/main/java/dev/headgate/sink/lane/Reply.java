package dev.headgate.sink.lane;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** What a target says to a batch. */
enum Reply {
    /** Its channels have every event. */
    STORED,
    /** A channel of it refused: it is full, or takes no batch of this size. The batch is not in all of its channels. */
    REFUSED,
    /** It ends, and has stored nothing of the batch. Only a lane source says so. */
    LEAVING;

    private static final int LARGEST = 16 << 20;
    /** In the order of the protocol's statuses: OK, FAILED, UNKNOWN. */
    private static final Reply[] BY_STATUS = {STORED, REFUSED, LEAVING};

    /**
     * Reads the answer to a call.
     *
     * @throws IOException where the target fails, or is no Avro source
     */
    static Reply read(DataInputStream in, int serial) throws IOException {
        ByteBuffer message = message(in, serial);
        try {
            skipMetadata(message);
            if (message.get() != 0) {
                AvroBytes.readNumber(message);
                throw new IOException("the target failed: " + AvroBytes.readText(message));
            }
            return BY_STATUS[Math.toIntExact(AvroBytes.readNumber(message))];
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | ArithmeticException
                | ArrayIndexOutOfBoundsException malformed) {
            throw new IOException("the target's answer is not that of an Avro source: " + malformed, malformed);
        }
    }

    /** Reads a whole message of Avro's transport over TCP. */
    static ByteBuffer message(DataInputStream in, int serial) throws IOException {
        int answered = in.readInt();
        int pieces = in.readInt();
        if (answered != serial) {
            throw new IOException("the target's answer has number " + answered + " where " + serial
                    + " was asked; it is not an Avro source");
        }
        ByteBuffer message = ByteBuffer.allocate(0);
        for (int piece = 0; piece < pieces; piece++) {
            int length = in.readInt();
            if (length < 0 || length > LARGEST - message.capacity()) {
                throw new IOException("the target's answer has " + length + " bytes; it is not an Avro source");
            }
            byte[] bytes = in.readNBytes(length);
            message = ByteBuffer.allocate(message.capacity() + bytes.length)
                    .put(message)
                    .put(bytes)
                    .flip();
        }
        return message;
    }

    /** A map of texts to bytes: blocks of entries, each behind its count, until one is empty. */
    private static void skipMetadata(ByteBuffer message) {
        for (long count = AvroBytes.readNumber(message); count != 0; count = AvroBytes.readNumber(message)) {
            if (count < 0) {
                AvroBytes.readNumber(message);
            }
            for (long entry = 0; entry < Math.abs(count); entry++) {
                AvroBytes.skipText(message);
                AvroBytes.skipText(message);
            }
        }
    }
}
