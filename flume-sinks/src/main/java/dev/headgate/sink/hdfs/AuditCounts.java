package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what a writer lands in each folder, in the names of hidden empty files.
 *
 * <p>A rename is all that it takes, and it changes count and last file counted at once: so files that are counted again after a
 * crash are found to be counted. Used by one thread, which may use others.
 */
final class AuditCounts {
    private static final Logger LOG = LoggerFactory.getLogger(AuditCounts.class);
    private static final int MOST = 4096;

    private final FileSystem fileSystem;
    private final Path root;
    private final String writer;
    private final boolean inObjects;
    private final Map<String, AuditCount> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuditCount> eldest) {
            return size() > MOST;
        }
    });

    AuditCounts(FileSystem fileSystem, Path root, String writer) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.writer = writer;
        this.inObjects = ObjectStores.hold(root.toString());
    }

    /** Counts files that have landed, if they are not counted yet. They are of one manifest, and the latest of their folders. */
    void add(List<StagedFile> landed) throws IOException {
        Map<String, AuditCount> byFolder = new TreeMap<>();
        for (StagedFile file : landed) {
            int name = file.target().lastIndexOf('/') + 1;
            byFolder.merge(
                    file.target().substring(0, name),
                    AuditCount.none(writer).plus(file, file.target().substring(name)),
                    AuditCount::plus);
        }
        SideBySide.call(List.copyOf(byFolder.entrySet()), each -> add(each.getKey(), each.getValue()));
    }

    private AuditCount add(String folder, AuditCount more) throws IOException {
        AuditCount remembered = known.get(folder);
        AuditCount before = remembered != null ? remembered : find(folder);
        if (before.upTo().equals(more.upTo())) {
            return before;
        }
        AuditCount after = before.plus(more);
        if (!write(folder, before, after)) {
            after = countAgain(folder, before, more);
        }
        known.put(folder, after);
        return after;
    }

    /** The count is gone that was there, or another stands for it, such as that of an earlier try which the store went on with. */
    private AuditCount countAgain(String folder, AuditCount before, AuditCount more) throws IOException {
        AuditCount standing = find(folder);
        if (standing.upTo().equals(more.upTo())) {
            return standing;
        }
        if (standing.isNone()) {
            LOG.warn("'{}' in '{}' is gone: its count begins anew.", before.name(), place(folder));
        }
        AuditCount after = standing.plus(more);
        if (!write(folder, standing, after)) {
            throw new IOException(
                    "'%s' in '%s' is gone while files are counted".formatted(standing.name(), place(folder)));
        }
        return after;
    }

    private boolean write(String folder, AuditCount before, AuditCount after) throws IOException {
        Path file = new Path(place(folder), after.name());
        if (!inObjects && !before.isNone()) {
            return renamed(new Path(place(folder), before.name()), file);
        }
        fileSystem.create(file, true).close();
        if (!before.isNone()) {
            fileSystem.delete(new Path(place(folder), before.name()), false);
        }
        return true;
    }

    private boolean renamed(Path from, Path to) throws IOException {
        try {
            return fileSystem.rename(from, to);
        } catch (FileNotFoundException gone) {
            LOG.debug("'{}' is not there.", from, gone);
            return false;
        }
    }

    /** The count that stands. In an object store the one before it may stand too, after a crash between the two. */
    private AuditCount find(String folder) throws IOException {
        List<AuditCount> standing = new ArrayList<>();
        for (FileStatus entry : new ObjectFiles(fileSystem).list(place(folder))) {
            AuditCount.named(writer, entry.getPath().getName()).ifPresent(standing::add);
        }
        standing.sort(Comparator.comparingLong(AuditCount::events).reversed());
        for (int i = 1; i < standing.size(); i++) {
            fileSystem.delete(new Path(place(folder), standing.get(i).name()), false);
        }
        return standing.isEmpty() ? AuditCount.none(writer) : standing.get(0);
    }

    private Path place(String folder) {
        return folder.isEmpty() ? root : new Path(root, folder);
    }
}
