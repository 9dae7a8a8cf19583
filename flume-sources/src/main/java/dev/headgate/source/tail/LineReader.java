package dev.headgate.source.tail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;

/**
 * Divides a file's bytes into lines, whatever charset they are in.
 *
 * <p>A line ends with LF or CRLF, which are taken off. One longer than the limit is cut into pieces of the limit. What
 * follows depends only on the bytes from the given offset on, so a reader that starts again at the end of a line or piece
 * gets the same. Keeps one buffer for all files: 64 KB, and more once a line needs it. Used by one thread.
 */
final class LineReader {
    private static final int WINDOW = 1 << 16;

    private final int maxLine;
    private byte[] buffer;

    /** Takes the lines. */
    interface Lines {
        boolean isFull();

        /**
         * Takes a line or piece.
         *
         * @param end the offset in the file behind the line and its LF
         * @param cut whether the line goes on behind this piece
         */
        void take(byte[] line, long end, boolean cut);
    }

    LineReader(int maxLine) {
        this.maxLine = maxLine;
        this.buffer = new byte[WINDOW];
    }

    /**
     * Reads from an offset on until the taker is full or no whole line is left.
     *
     * @param toTheEnd whether what follows the last LF is a line too
     * @return the offset behind the last line that was taken
     */
    long read(RandomAccessFile file, long from, boolean toTheEnd, Lines lines) throws IOException {
        long offset = from;
        while (!lines.isFull()) {
            int filled = fill(file, offset);
            boolean endOfFile = filled < buffer.length;
            int used = divide(filled, offset, lines);
            offset += used;
            if (used > 0 || lines.isFull()) {
                continue;
            }
            if (!endOfFile) {
                buffer = new byte[Math.min(2 * buffer.length, Math.max(WINDOW, maxLine + 2))];
                continue;
            }
            if (!toTheEnd || filled == 0) {
                break;
            }
            int length = Math.min(filled, maxLine);
            offset += length;
            lines.take(Arrays.copyOf(buffer, length), offset, length < filled);
        }
        return offset;
    }

    /** Hands over the whole lines and full pieces in the buffer, and returns how many bytes they were. */
    private int divide(int filled, long offset, Lines lines) {
        int start = 0;
        while (!lines.isFull()) {
            int lineFeed = indexOfLineFeed(start, Math.min(filled, start + maxLine + 2));
            int length = lineFeed < 0 ? filled - start : lineFeed - start;
            if (lineFeed >= 0 && length > 0 && buffer[lineFeed - 1] == '\r') {
                length--;
            }
            if (length > maxLine && (lineFeed >= 0 || filled - start >= maxLine + 2)) {
                lines.take(Arrays.copyOfRange(buffer, start, start + maxLine), offset + start + maxLine, true);
                start += maxLine;
            } else if (lineFeed >= 0) {
                lines.take(Arrays.copyOfRange(buffer, start, start + length), offset + lineFeed + 1, false);
                start = lineFeed + 1;
            } else {
                break;
            }
        }
        return start;
    }

    private int indexOfLineFeed(int from, int to) {
        for (int index = from; index < to; index++) {
            if (buffer[index] == '\n') {
                return index;
            }
        }
        return -1;
    }

    private int fill(RandomAccessFile file, long offset) throws IOException {
        file.seek(offset);
        int filled = 0;
        while (filled < buffer.length) {
            int count = file.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }
}
