package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after what writers of other names left under the same root and nobody comes back for: says so, and when it is
 * old enough, publishes what has a manifest and removes the rest.
 *
 * <p>Only runs are touched, whose events a journal has until they are published; and only where the NameNode says that
 * no holder keeps the writer's lock open. Used by one thread.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final FileSystem fileSystem;
    private final Path root;
    private final Duration age;

    Orphans(FileSystem fileSystem, Path root, Duration age) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.age = age;
    }

    /** Looks at all writers beside this one. */
    void look(Path own, Instant now) throws IOException {
        if (!(fileSystem instanceof LeaseRecoverable leases)) {
            return;
        }
        for (FileStatus writer : fileSystem.listStatus(own.getParent())) {
            Path lock = new Path(writer.getPath(), "lock");
            boolean other = writer.isDirectory() && !writer.getPath().getName().equals(own.getName());
            if (other && (!fileSystem.exists(lock) || leases.isFileClosed(lock))) {
                lookAt(writer.getPath(), now);
            }
        }
    }

    private void lookAt(Path writer, Instant now) throws IOException {
        List<FileStatus> runs = new ArrayList<>();
        for (FileStatus entry : fileSystem.listStatus(writer)) {
            if (Runs.isRun(entry)) {
                runs.add(entry);
            }
        }
        for (FileStatus run : runs) {
            Instant due = Instant.ofEpochMilli(run.getModificationTime()).plus(age);
            if (now.isBefore(due)) {
                LOG.warn(
                        "'{}' is of writer '{}', which is gone. If it does not come back, it is removed after {}.",
                        run.getPath(),
                        writer.getName(),
                        due);
            } else {
                remove(new Run(fileSystem, root, run.getPath(), Watch.NONE), writer.getName());
            }
        }
    }

    private void remove(Run run, String writer) throws IOException {
        var manifest = run.manifest();
        if (manifest.isPresent()) {
            run.finish(manifest.get());
        }
        run.remove();
        LOG.warn("Removed '{}' of writer '{}', which is gone.", run, writer);
    }
}
