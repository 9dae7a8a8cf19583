package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Cuts the part of a record from the end of a file whose writer was killed in the middle of a batch. */
final class TornTail {
    private static final int WINDOW = 64 * 1024;

    private TornTail() {}

    /**
     * Cuts a closed file behind its last whole record. What is cut was never committed, as a batch is flushed whole.
     *
     * @return whether the file is whole now; if not, HDFS is still shortening its last block
     */
    static boolean cut(FileSystem fileSystem, Path file, byte[] recordEnd) throws IOException {
        long length = fileSystem.getFileStatus(file).getLen();
        long wholeLength = wholeLength(fileSystem, file, length, recordEnd);
        return wholeLength == length || fileSystem.truncate(file, wholeLength);
    }

    private static long wholeLength(FileSystem fileSystem, Path file, long length, byte[] recordEnd)
            throws IOException {
        byte[] window = new byte[WINDOW];
        try (FSDataInputStream in = fileSystem.open(file)) {
            long end = length;
            while (end >= recordEnd.length) {
                int size = (int) Math.min(WINDOW, end);
                in.readFully(end - size, window, 0, size);
                int found = lastEnd(window, size, recordEnd);
                if (found >= 0) {
                    return end - size + found;
                }
                end = end == size ? 0 : end - size + recordEnd.length - 1;
            }
        }
        return 0;
    }

    /** Where the last record end in the window ends; -1 where there is none. */
    private static int lastEnd(byte[] window, int size, byte[] recordEnd) {
        for (int end = size; end >= recordEnd.length; end--) {
            int from = end - recordEnd.length;
            if (Arrays.equals(window, from, end, recordEnd, 0, recordEnd.length)) {
                return end;
            }
        }
        return -1;
    }
}
