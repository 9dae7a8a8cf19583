package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Finds the end of the last whole line of a file whose writer was killed in the middle of a batch. */
final class LastLine {
    private static final int WINDOW = 64 * 1024;

    private LastLine() {}

    /** Where the last line that is ended by these bytes ends; 0 where there is none. */
    static long end(FileSystem fileSystem, Path file, byte[] lineEnd) throws IOException {
        long length = fileSystem.getFileStatus(file).getLen();
        byte[] window = new byte[WINDOW];
        try (FSDataInputStream in = fileSystem.open(file)) {
            long end = length;
            while (end >= lineEnd.length) {
                int size = (int) Math.min(WINDOW, end);
                in.readFully(end - size, window, 0, size);
                int found = lastEnd(window, size, lineEnd);
                if (found >= 0) {
                    return end - size + found;
                }
                end = end == size ? 0 : end - size + lineEnd.length - 1;
            }
        }
        return 0;
    }

    /** Where the last line end in the window ends; -1 where there is none. */
    private static int lastEnd(byte[] window, int size, byte[] lineEnd) {
        for (int end = size; end >= lineEnd.length; end--) {
            int from = end - lineEnd.length;
            if (Arrays.equals(window, from, end, lineEnd, 0, lineEnd.length)) {
                return end;
            }
        }
        return -1;
    }
}
