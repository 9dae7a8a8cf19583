package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden folder of one start of a sink, in which the files of an epoch grow and its manifest stands.
 *
 * <p>Safe for threads as far as {@link #create} goes; the rest is for one thread.
 */
final class Run implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final String MANIFEST = "manifest";
    private static final String FINISHED = "finished";

    private final FileSystem fileSystem;
    private final Path root;
    private final Path folder;
    private final boolean synced;
    private final Watch watch;
    private final SeenLately<Path> made = new SeenLately<>();
    private final EncryptionZones zones;
    private final Aftermath aftermath;

    /**
     * A run.
     *
     * @param synced whether DataNodes have its files on disk when they are closed
     */
    Run(FileSystem fileSystem, Path root, Path folder, boolean synced, Watch watch) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.folder = folder;
        this.synced = synced;
        this.watch = watch;
        this.zones = new EncryptionZones(fileSystem, folder);
        this.aftermath = new Aftermath(fileSystem, root, folder.getParent().getName(), watch);
    }

    @Override
    public boolean namesAtOnce() {
        return false;
    }

    /** It fails where the run was fenced, as its folder is not there then. */
    @Override
    public FSDataOutputStream create(String name) throws IOException {
        FSDataOutputStream stream = create(file(name));
        watch.reached(Step.FILE_CREATED);
        return stream;
    }

    /** A sync at the end would reach the last block alone; so each is synced when it is full. */
    private FSDataOutputStream create(Path file) throws IOException {
        return synced && fileSystem instanceof DistributedFileSystem hdfs
                ? hdfs.createFile(file).overwrite(false).syncBlock().build()
                : fileSystem.createFile(file).overwrite(false).build();
    }

    @Override
    public Manifest publish(Manifest manifest) throws IOException {
        for (StagedFile staged : manifest.files()) {
            zones.requireReachable(new Path(root, staged.target()).getParent());
        }
        Path written = file(MANIFEST + ".new");
        try {
            fileSystem.delete(written, false);
            try (FSDataOutputStream out = create(written)) {
                out.write(manifest.encode());
            }
            watch.reached(Step.MANIFEST_WRITTEN);
        } catch (FileNotFoundException fenced) {
            throw taken(fenced);
        }
        if (!renamed(written, file(MANIFEST))) {
            throw taken(null);
        }
        watch.reached(Step.MANIFEST_PUBLISHED);
        return manifest;
    }

    private IOException taken(@Nullable Exception cause) {
        return new IOException(
                "'" + folder + "' is gone: another sink took this one for gone and has its writer's name."
                        + " Give each sink a writer of its own",
                cause);
    }

    /** The manifest of an epoch that is published and maybe not acknowledged. */
    Optional<Manifest> manifest() throws IOException {
        Path file = file(MANIFEST);
        try (FSDataInputStream in = fileSystem.open(file)) {
            return Optional.of(Manifest.decode(in.readAllBytes()));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new IOException("manifest '" + file + "' cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void finish(Manifest manifest) throws IOException {
        SideBySide.call(manifest.files(), staged -> {
            move(file(staged.name()), new Path(root, staged.target()));
            watch.reached(Step.FILE_RENAMED);
            return staged;
        });
        watch.reached(Step.FILES_RENAMED);
        if (manifest.afterwards().count()) {
            requireOwn();
        }
        aftermath.of(manifest);
    }

    /** Whoever fenced this run finishes what it published. */
    private void requireOwn() throws IOException {
        if (!fileSystem.exists(folder)) {
            throw taken(null);
        }
    }

    /** Finishes what an earlier start published, if nobody has yet: what was moved away since then is not missed. */
    void finishOnce(Manifest manifest) throws IOException {
        if (!fileSystem.exists(file(FINISHED))) {
            finish(manifest);
            fileSystem.createFile(file(FINISHED)).overwrite(true).build().close();
        }
    }

    private void move(Path from, Path to) throws IOException {
        Path parent = to.getParent();
        if (made.isNew(parent)) {
            fileSystem.mkdirs(parent);
        }
        if (renamed(from, to)) {
            LOG.debug("Published '{}'.", to);
            return;
        }
        made.forget(parent);
        boolean waits = fileSystem.exists(from);
        boolean stands = fileSystem.exists(to);
        if (waits && !stands && fileSystem.mkdirs(parent) && renamed(from, to)) {
            return;
        }
        if (waits) {
            throw new IOException("'" + from + "' could not be renamed to '" + to + "'"
                    + (stands ? ", which somebody else made and is not overwritten. Move it away" : ""));
        }
        if (!stands) {
            requireOwn();
            LOG.error("Published file '{}' is gone, and its events with it: somebody removed or moved it.", to);
        }
    }

    /** A source that is not there is an exception to some file systems, and false to others. */
    private boolean renamed(Path from, Path to) throws IOException {
        try {
            return fileSystem.rename(from, to);
        } catch (FileNotFoundException gone) {
            LOG.debug("'{}' is not there.", from, gone);
            return false;
        }
    }

    @Override
    public void forget() throws IOException {
        fileSystem.delete(file(MANIFEST), false);
        watch.reached(Step.MANIFEST_REMOVED);
    }

    @Override
    public void discard(String name) throws IOException {
        fileSystem.delete(file(name), false);
    }

    @Override
    public void remove() throws IOException {
        fileSystem.delete(folder, true);
        watch.reached(Step.RUN_REMOVED);
    }

    private Path file(String name) {
        return new Path(folder, name);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
