package dev.headgate.source.tail;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Where a source that is told to begin at the end begins, in files that are there at its first run. */
final class FirstRun {
    private static final int BACK = 1 << 16;

    private FirstRun() {}

    /** Behind the last end of line: a line that is being written belongs to what comes. */
    static long end(FoundFile found) {
        long from = Math.max(0, found.size() - BACK);
        byte[] last = new byte[(int) (found.size() - from)];
        try (RandomAccessFile file = new RandomAccessFile(found.path().toFile(), "r")) {
            file.seek(from);
            file.readFully(last);
        } catch (IOException unreadable) {
            // It will be named in the log when it is opened to be read.
            return found.size();
        }
        for (int index = last.length - 1; index >= 0; index--) {
            if (last[index] == '\n') {
                return from + index + 1;
            }
        }
        return from == 0 ? 0 : found.size();
    }
}
