package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what waits in memory for its files within a bound, however many there are: when it is reached, the largest are handed
 * to the threads that write. Used by one thread.
 */
final class FileBuffers {
    /** Of all writers of a sink together. */
    private static final long MOST = 24L << 20;

    private final long most;
    private final Set<WriteBehind> open = new LinkedHashSet<>();
    private long inMemory;

    FileBuffers(int writers) {
        this.most = MOST / writers;
    }

    void opened(WriteBehind file) {
        open.add(file);
    }

    void closed(WriteBehind file) {
        open.remove(file);
    }

    /** Notes that what a file keeps in memory has grown, or become less. */
    void grew(int bytes) {
        inMemory += bytes;
    }

    /** Makes room for more; what is handed over is half of all, so that it is seldom done. */
    void makeRoom() throws IOException {
        if (inMemory <= most) {
            return;
        }
        List<WriteBehind> largestFirst = open.stream()
                .sorted(Comparator.comparingInt(WriteBehind::inMemory).reversed())
                .toList();
        for (WriteBehind file : largestFirst) {
            if (inMemory <= most / 2) {
                break;
            }
            file.handOver();
        }
    }
}
