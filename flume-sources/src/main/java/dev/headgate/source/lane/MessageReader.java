package dev.headgate.source.lane;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Reads messages of Avro's transport over TCP, and what Avro's binary encoding writes in them.
 *
 * <p>A message is its number and its pieces, each behind its length; a piece may end anywhere. Nothing is put together:
 * a body is read to where it stays. Used by one thread.
 */
final class MessageReader {
    private static final int BUFFER = 64 << 10;
    private static final int LONGEST_SHIFT = 63;

    private final InputStream in;
    private final int largest;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private int piecesLeft;
    private int pieceLeft;
    private int messageLeft;

    /**
     * A reader of a connection.
     *
     * @param largest bytes that a message may have
     */
    MessageReader(InputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    /** Waits for a message; gives its number, or nothing where the sender has closed the connection. */
    OptionalInt next() throws IOException {
        if (at == end && !fill()) {
            return OptionalInt.empty();
        }
        int serial = integer();
        piecesLeft = integer();
        pieceLeft = 0;
        messageLeft = largest;
        return OptionalInt.of(serial);
    }

    /** Makes sure that the message has been read to its end. */
    void finish() throws IOException {
        while (piecesLeft > 0 && pieceLeft == 0) {
            beginPiece();
        }
        if (pieceLeft > 0) {
            throw new IOException("a message goes on where it should end");
        }
    }

    long number() throws IOException {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            if (shift > LONGEST_SHIFT) {
                throw new IOException("a number does not end");
            }
            next = next8();
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }

    String text() throws IOException {
        int length = length();
        if (length > pieceLeft || length > end - at) {
            return new String(fixed(length), StandardCharsets.UTF_8);
        }
        String text = new String(buffer, at, length, StandardCharsets.UTF_8);
        at += length;
        pieceLeft -= length;
        return text;
    }

    /** Bytes behind their length. */
    byte[] bytes() throws IOException {
        return fixed(length());
    }

    /** So many bytes. */
    byte[] fixed(int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            beginPiece();
            int count = Math.min(length - read, pieceLeft);
            take(bytes, read, count);
            pieceLeft -= count;
            read += count;
        }
        return bytes;
    }

    private int length() throws IOException {
        long length = number();
        if (length < 0 || length > (long) messageLeft + pieceLeft) {
            throw new IOException("a length of " + length + " bytes is more than what its message may have");
        }
        return (int) length;
    }

    private byte next8() throws IOException {
        beginPiece();
        if (at == end) {
            require();
        }
        pieceLeft--;
        return buffer[at++];
    }

    /** Makes sure that bytes of a piece come next. */
    private void beginPiece() throws IOException {
        while (pieceLeft == 0) {
            if (piecesLeft <= 0) {
                throw new IOException("a message ends too early");
            }
            piecesLeft--;
            pieceLeft = integer();
            if (pieceLeft < 0 || pieceLeft > messageLeft) {
                throw new IOException("a message has more than the " + largest + " bytes of max-batch-size");
            }
            messageLeft -= pieceLeft;
        }
    }

    private int integer() throws IOException {
        int number = 0;
        for (int part = 0; part < Integer.BYTES; part++) {
            if (at == end) {
                require();
            }
            number = (number << Byte.SIZE) | (buffer[at++] & 0xFF);
        }
        return number;
    }

    private void take(byte[] to, int offset, int count) throws IOException {
        int taken = 0;
        while (taken < count) {
            if (at == end && count - taken >= BUFFER) {
                if (in.readNBytes(to, offset + taken, count - taken) < count - taken) {
                    throw cut();
                }
                return;
            }
            if (at == end) {
                require();
            }
            int buffered = Math.min(count - taken, end - at);
            System.arraycopy(buffer, at, to, offset + taken, buffered);
            at += buffered;
            taken += buffered;
        }
    }

    private void require() throws IOException {
        if (!fill()) {
            throw cut();
        }
    }

    private static EOFException cut() {
        return new EOFException("the connection ends within a message");
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
