package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import dev.headgate.sink.hdfs.UploadStages.FenceAge;
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
 * <p>Only runs are touched, whose events a journal has until they are published; never late events that are held, which nobody
 * else has. And only where the store says that no holder keeps the writer's lock. Used by one thread.
 */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final HdfsStore store;
    private final FileSystem fileSystem;
    private final Duration age;

    Orphans(HdfsStore store, Duration age) {
        this.store = store;
        this.fileSystem = store.fileSystem();
        this.age = age;
    }

    /** What a writer that is gone left of one start of its sink. */
    private record Orphan(Path run, Instant lastWritten) {}

    /** Looks at all writers beside this one, which has its lock. */
    void look(Instant now) throws IOException {
        Path own = store.home();
        for (FileStatus writer : new ObjectFiles(fileSystem).list(own.getParent())) {
            if (Runs.isOther(writer, own)) {
                lookAfter(writer.getPath(), now);
            }
        }
    }

    /** What is wrong with another's files keeps nobody from writing his own. */
    private void lookAfter(Path writer, Instant now) {
        try {
            if (isGone(new Path(writer, "lock"))) {
                report(writer);
                for (Orphan orphan : orphans(writer)) {
                    lookAt(orphan, writer.getName(), now);
                }
            }
        } catch (IOException failed) {
            LOG.warn("What writer '{}' left in '{}' cannot be looked after now.", writer.getName(), writer, failed);
        }
    }

    private boolean isGone(Path lock) throws IOException {
        if (store.keepsObjects()) {
            return ObjectClaim.isGivenUp(new ObjectFiles(fileSystem), lock, new Path(store.home(), "lock"));
        }
        return fileSystem instanceof LeaseRecoverable leases && (!fileSystem.exists(lock) || leases.isFileClosed(lock));
    }

    private void report(Path writer) throws IOException {
        int held = new ObjectFiles(fileSystem).list(new Path(writer, "held")).size();
        if (held > 0) {
            LOG.warn(
                    "'{}' has {} files of late events of writer '{}', which does not run; they are never removed."
                            + " Start a sink of that writer with late-age = 0s to publish them.",
                    new Path(writer, "held"),
                    held,
                    writer.getName());
        }
    }

    private List<Orphan> orphans(Path writer) throws IOException {
        List<Orphan> orphans = new ArrayList<>();
        for (FileStatus entry : new ObjectFiles(fileSystem).list(writer)) {
            if (Runs.isRun(entry)) {
                orphans.add(new Orphan(entry.getPath(), lastWritten(entry)));
            }
        }
        return orphans;
    }

    /** In an object store a folder has no time of its own. */
    private Instant lastWritten(FileStatus run) throws IOException {
        long last = store.keepsObjects() ? 0 : run.getModificationTime();
        if (store.keepsObjects()) {
            for (FileStatus object : new ObjectFiles(fileSystem).list(run.getPath())) {
                last = Math.max(last, object.getModificationTime());
            }
        }
        return Instant.ofEpochMilli(last);
    }

    private void lookAt(Orphan orphan, String writer, Instant now) throws IOException {
        Instant due = orphan.lastWritten().plus(age);
        if (now.isBefore(due)) {
            LOG.warn(
                    "'{}' is of writer '{}', which is gone. If it does not come back, it is removed after {}.",
                    orphan.run(),
                    writer,
                    due);
            return;
        }
        if (store.keepsObjects()) {
            new UploadStages(store, new FenceAge(age, now), Watch.NONE).removeOrphan(orphan.run());
        } else {
            remove(new Run(fileSystem, store.root(), orphan.run(), false, Watch.NONE));
        }
        LOG.warn("Removed '{}' of writer '{}', which is gone.", orphan.run(), writer);
    }

    private static void remove(Run run) throws IOException {
        var manifest = run.manifest();
        if (manifest.isPresent()) {
            run.finishOnce(manifest.get());
        }
        run.remove();
    }
}
