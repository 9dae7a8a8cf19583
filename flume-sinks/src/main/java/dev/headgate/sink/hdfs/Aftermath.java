package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What follows when the files of a manifest have their final names. Done again it finds what was done already. */
final class Aftermath {
    private final FileSystem fileSystem;
    private final Path root;
    private final AuditCounts counts;
    private final Watch watch;

    Aftermath(FileSystem fileSystem, Path root, String writer, Watch watch) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.counts = new AuditCounts(fileSystem, root, writer);
        this.watch = watch;
    }

    /** Counts the files, and removes those that they were merged from. */
    void of(Manifest manifest) throws IOException {
        if (manifest.afterwards().count()) {
            counts.add(manifest.visible());
            watch.reached(Step.FILES_COUNTED);
        }
        List<String> remove = manifest.afterwards().remove();
        if (!remove.isEmpty()) {
            SideBySide.call(remove, target -> fileSystem.delete(new Path(root, target), false));
            watch.reached(Step.HELD_REMOVED);
        }
    }
}
