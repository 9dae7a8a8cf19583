package dev.headgate.sink.lane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Numbers and texts as Avro's binary encoding has them: zigzag numbers of seven bits a byte, texts behind their length. */
final class AvroBytes {
    /** Most bytes that a number takes. */
    static final int LONGEST_NUMBER = 10;

    private AvroBytes() {}

    /** Writes a number; returns the index behind it. */
    static int putNumber(byte[] bytes, int index, long number) {
        int at = index;
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    static void writeNumber(OutputStream out, long number) throws IOException {
        byte[] bytes = new byte[LONGEST_NUMBER];
        out.write(bytes, 0, putNumber(bytes, 0, number));
    }

    static void writeText(OutputStream out, String text) throws IOException {
        out.write(text(text));
    }

    /** An encoded text, its length before it. */
    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] length = new byte[LONGEST_NUMBER];
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + LONGEST_NUMBER);
        out.write(length, 0, putNumber(length, 0, bytes.length));
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    static long readNumber(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (number >>> 1) ^ -(number & 1);
    }

    static String readText(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Passes over a text or a string of bytes. */
    static void skipText(ByteBuffer in) {
        int length = length(in);
        in.position(in.position() + length);
    }

    private static int length(ByteBuffer in) {
        long length = readNumber(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException(
                    "a length of " + length + " where " + in.remaining() + " bytes are left");
        }
        return (int) length;
    }
}
