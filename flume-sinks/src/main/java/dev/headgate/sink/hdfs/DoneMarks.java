package dev.headgate.sink.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of all writers below a root, one file each, and the {@code _SUCCESS} files that follow from them. Every step can
 * be done again, by any writer. Used by one thread.
 */
final class DoneMarks {
    private static final Logger LOG = LoggerFactory.getLogger(DoneMarks.class);
    private static final String SUCCESS = "_SUCCESS";

    private final FileSystem fileSystem;
    private final Path root;
    private final Path folder;
    private final String writer;
    private final Duration forgetAfter;
    private final Duration lateness;
    private final Set<String> forgotten = new HashSet<>();

    DoneMarks(HdfsStore store, HdfsSettings settings) {
        this.fileSystem = store.fileSystem();
        this.root = store.root();
        this.folder = new Path(root, "_headgate/_done");
        this.writer = settings.writer();
        this.forgetAfter = settings.orphanAge();
        this.lateness = settings.lateness();
    }

    /** What this writer left when it ran before. */
    Optional<DoneMark> own() throws IOException {
        return read(new Path(folder, writer));
    }

    /** Replaces this writer's mark. Whoever reads it meanwhile finds none, or none that is whole. */
    void write(DoneMark mark) throws IOException {
        try (FSDataOutputStream out = fileSystem.create(new Path(folder, writer), true)) {
            out.write(mark.encode());
        }
    }

    void remove() throws IOException {
        fileSystem.delete(new Path(folder, writer), false);
    }

    /**
     * Writes {@code _SUCCESS} into each folder that waits for it and that all writers are done with.
     *
     * @param own the mark of this writer
     * @return what of its own now has one
     */
    List<String> succeed(DoneMark own, Instant now) throws IOException {
        List<DoneMark> marks = new ArrayList<>(List.of(own));
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            if (!entry.getPath().getName().equals(writer)) {
                Optional<DoneMark> other = other(entry, now);
                if (other.isEmpty()) {
                    return List.of();
                }
                marks.add(other.get());
            }
        }
        // Nobody is done with what is still to come, also where all writers have left.
        Instant until = marks.stream()
                .map(DoneMark::until)
                .reduce(now.minus(lateness), (one, two) -> one.isBefore(two) ? one : two);
        for (DoneMark mark : marks) {
            for (Map.Entry<String, Instant> each : mark.waiting().entrySet()) {
                if (!each.getValue().isAfter(until)) {
                    succeed(each.getKey());
                }
            }
        }
        return own.waiting().entrySet().stream()
                .filter(each -> !each.getValue().isAfter(until))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The mark of another writer; empty where it cannot be read just now, so that nobody can say how far that one is. */
    private Optional<DoneMark> other(FileStatus entry, Instant now) throws IOException {
        Optional<DoneMark> mark = read(entry.getPath());
        Instant written = Instant.ofEpochMilli(entry.getModificationTime());
        if (!now.isBefore(written.plus(forgetAfter))
                && mark.map(each -> each.until().isBefore(now)).orElse(true)) {
            if (forgotten.add(entry.getPath().getName())) {
                LOG.warn(
                        "Writer '{}' has not been heard of since {}: '_SUCCESS' waits for it no longer.",
                        entry.getPath().getName(),
                        written);
            }
            return Optional.of(
                    new DoneMark(Instant.MAX, mark.map(DoneMark::waiting).orElse(Map.of())));
        }
        return mark;
    }

    private void succeed(String done) throws IOException {
        Path file = new Path(new Path(root, done), SUCCESS);
        if (fileSystem.exists(file)) {
            return;
        }
        try {
            fileSystem.create(file, false).close();
            LOG.info("All events of '{}' are in: wrote '{}'.", done, file);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("'{}' was written by another.", file, another);
        }
    }

    private Optional<DoneMark> read(Path file) throws IOException {
        byte[] bytes;
        try (FSDataInputStream in = fileSystem.open(file)) {
            bytes = in.readAllBytes();
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
        try {
            return Optional.of(DoneMark.decode(bytes));
        } catch (IOException beingWritten) {
            LOG.debug("'{}' is not whole.", file, beingWritten);
            return Optional.empty();
        }
    }
}
