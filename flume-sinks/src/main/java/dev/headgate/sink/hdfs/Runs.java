package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden folders of one writer, one per start of its sink, and what earlier starts left in them.
 *
 * <p>A start first renames the folders of earlier ones. Whoever still writes there cannot publish any more, since what
 * it would rename has another name: that is the fence. Then it finishes what has a manifest and discards the rest.
 * Every step can be done again. Used by one thread.
 */
final class Runs implements Stages {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final String RUN = "run-";
    private static final String FENCED = "fenced-";

    private final FileSystem fileSystem;
    private final Path root;
    private final Path folder;
    private final boolean synced;
    private final Watch watch;

    /**
     * The runs of a writer.
     *
     * @param root below which files are published
     * @param folder the hidden folder of the writer
     * @param synced whether DataNodes have files on disk when they are closed
     */
    Runs(FileSystem fileSystem, Path root, Path folder, boolean synced, Watch watch) {
        this.fileSystem = fileSystem;
        this.root = root;
        this.folder = folder;
        this.synced = synced;
        this.watch = watch;
    }

    @Override
    public Stage begin(String name) throws IOException {
        Path run = new Path(folder, RUN + name);
        if (!fileSystem.mkdirs(run)) {
            throw new IOException("the folder '" + run + "' could not be made");
        }
        return new Run(fileSystem, root, run, synced, watch);
    }

    @Override
    public List<Recovered> recover() throws IOException {
        for (Path run : named(RUN)) {
            String fenced = FENCED + run.getName().substring(RUN.length());
            if (!fileSystem.rename(run, new Path(folder, fenced))) {
                throw new IOException("'" + run + "' of an earlier start could not be renamed");
            }
        }
        watch.reached(Step.RUNS_FENCED);
        List<Recovered> published = new ArrayList<>();
        for (Path fenced : named(FENCED)) {
            Run run = new Run(fileSystem, root, fenced, synced, watch);
            Optional<Manifest> manifest = run.manifest();
            if (manifest.isPresent()) {
                LOG.info("Finishing what '{}' had published.", fenced);
                run.finishOnce(manifest.get());
                published.add(new Recovered(run, manifest.get()));
            } else {
                LOG.info("Discarding '{}', which was not published: its events are written again.", fenced);
                run.remove();
            }
        }
        watch.reached(Step.RUNS_RECOVERED);
        return published;
    }

    @Override
    public List<Recovered> recoverRenamed(String journal) throws IOException {
        List<Recovered> published = new ArrayList<>();
        for (Path path : ofOthers(fileSystem, folder)) {
            Run run = new Run(fileSystem, root, path, synced, watch);
            Optional<Manifest> manifest =
                    manifestOf(run).filter(each -> each.journal().equals(journal));
            if (manifest.isPresent()) {
                LOG.info("Finishing what '{}' had published of the same journal.", path);
                run.finishOnce(manifest.get());
                published.add(new Recovered(run, manifest.get()));
            }
        }
        return published;
    }

    /** Where the store answers, a manifest that cannot be read keeps nobody but its own writer from writing. */
    private Optional<Manifest> manifestOf(Run run) throws IOException {
        try {
            return run.manifest();
        } catch (IOException unreadable) {
            fileSystem.getFileStatus(folder);
            LOG.warn("'{}' of another writer cannot be read.", run, unreadable);
            return Optional.empty();
        }
    }

    /** The runs of all writers beside the one whose hidden folder it is. */
    static List<Path> ofOthers(FileSystem fileSystem, Path home) throws IOException {
        ObjectFiles files = new ObjectFiles(fileSystem);
        List<Path> runs = new ArrayList<>();
        for (FileStatus writer : files.list(home.getParent())) {
            if (isOther(writer, home)) {
                files.list(writer.getPath()).stream()
                        .filter(Runs::isRun)
                        .map(FileStatus::getPath)
                        .forEach(runs::add);
            }
        }
        return runs;
    }

    /** Whether it is the hidden folder of another writer. */
    static boolean isOther(FileStatus entry, Path home) {
        String name = entry.getPath().getName();
        return entry.isDirectory() && !name.startsWith("_") && !name.equals(home.getName());
    }

    /** Whether it is the folder of a run, fenced or not. */
    static boolean isRun(FileStatus entry) {
        String name = entry.getPath().getName();
        return entry.isDirectory() && (name.startsWith(RUN) || name.startsWith(FENCED));
    }

    private List<Path> named(String start) throws IOException {
        List<Path> found = new ArrayList<>();
        try {
            for (FileStatus entry : fileSystem.listStatus(folder)) {
                if (entry.isDirectory() && entry.getPath().getName().startsWith(start)) {
                    found.add(entry.getPath());
                }
            }
        } catch (FileNotFoundException none) {
            LOG.debug("'{}' is not there yet.", folder, none);
        }
        return found;
    }
}
