package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the row groups that one thread fills within a bound of memory, however many files there are: when they are larger
 * together, the largest are written to their files. Used by one thread.
 */
final class RowGroups {
    private final long most;
    private final Set<ParquetFile> open = new LinkedHashSet<>();
    private long about;

    RowGroups(long most) {
        this.most = most;
    }

    void opened(ParquetFile file) {
        open.add(file);
    }

    void closed(ParquetFile file) {
        open.remove(file);
    }

    /** Notes that a row group grew; what is written away is half of all, so that it is seldom done. */
    void grew(long bytes) throws IOException {
        about += bytes;
        if (about <= most) {
            return;
        }
        about = open.stream().mapToLong(ParquetFile::inMemory).sum();
        List<ParquetFile> largestFirst = open.stream()
                .sorted(Comparator.comparingLong(ParquetFile::inMemory).reversed())
                .toList();
        for (ParquetFile file : largestFirst) {
            if (about <= most / 2) {
                break;
            }
            about -= file.inMemory();
            file.endRowGroup();
        }
    }
}
