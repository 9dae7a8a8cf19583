package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The starts of one writer on an object store. Used by one thread. */
final class UploadStages implements Stages {
    private static final Logger LOG = LoggerFactory.getLogger(UploadStages.class);
    private static final String RUN = "run-";

    private final ObjectFiles objects;
    private final Uploads uploads;
    private final Path root;
    private final Path folder;
    private final FenceAge fenceAge;
    private final Watch watch;

    UploadStages(HdfsStore store, FenceAge fenceAge, Watch watch) throws IOException {
        this.objects = new ObjectFiles(store.fileSystem());
        this.uploads = Uploads.of(store.fileSystem(), store.root());
        this.root = store.root();
        this.folder = store.home();
        this.fenceAge = fenceAge;
        this.watch = watch;
    }

    /** When fences are removed: whoever was taken for gone must have found out by then. */
    record FenceAge(Duration age, Instant now) {
        boolean isOver(List<FileStatus> entries) {
            return entries.stream().allMatch(entry -> Instant.ofEpochMilli(entry.getModificationTime())
                    .plus(age)
                    .isBefore(now));
        }
    }

    /** The folder gets an object at once, so that a later start finds and fences it. */
    @Override
    public Stage begin(String name) throws IOException {
        Path run = new Path(folder, RUN + name);
        objects.put(new Path(run, "begun"), name.getBytes(StandardCharsets.UTF_8));
        return stage(run);
    }

    /**
     * Shows what a writer that is gone had published in a run, and discards the rest. The fence stays until it is found alone and
     * old enough.
     */
    void removeOrphan(Path run) throws IOException {
        if (objects.list(run).size() <= 1) {
            objects.deleteFolder(run);
            return;
        }
        UploadStage stage = stage(run);
        Optional<Manifest> manifest = stage.fence();
        if (manifest.isPresent()) {
            stage.finishOnce(manifest.get());
        }
        stage.abortBut(manifest.map(Manifest::files).orElse(List.of()));
        stage.remove();
    }

    private UploadStage stage(Path run) {
        return new UploadStage(objects, uploads, root, run, watch);
    }

    @Override
    public List<Recovered> recover() throws IOException {
        Map<UploadStage, Optional<Manifest>> earlier = new LinkedHashMap<>();
        for (FileStatus entry : objects.list(folder)) {
            if (entry.isDirectory() && entry.getPath().getName().startsWith(RUN)) {
                List<FileStatus> entries = objects.list(entry.getPath());
                if (entries.size() <= 1 && fenceAge.isOver(entries)) {
                    objects.deleteFolder(entry.getPath());
                } else {
                    UploadStage stage = stage(entry.getPath());
                    earlier.put(stage, stage.fence());
                }
            }
        }
        watch.reached(Step.RUNS_FENCED);
        List<Recovered> published = new ArrayList<>();
        for (Map.Entry<UploadStage, Optional<Manifest>> each : earlier.entrySet()) {
            UploadStage stage = each.getKey();
            Optional<Manifest> manifest = each.getValue();
            if (manifest.isPresent()) {
                published.add(finish(stage, manifest.get()));
            } else {
                stage.abortBut(List.of());
                stage.remove();
            }
        }
        watch.reached(Step.RUNS_RECOVERED);
        return published;
    }

    private static Recovered finish(UploadStage stage, Manifest manifest) throws IOException {
        LOG.info("Finishing what '{}' had published.", stage);
        stage.finishOnce(manifest);
        stage.abortBut(manifest.files());
        return new Recovered(stage, manifest);
    }

    @Override
    public List<Recovered> recoverRenamed(String journal) throws IOException {
        List<Recovered> published = new ArrayList<>();
        for (Path run : Runs.ofOthers(objects.fileSystem(), folder)) {
            if (stage(run).publishes(journal)) {
                UploadStage stage = stage(run);
                Optional<Manifest> manifest = stage.fence();
                if (manifest.isPresent()) {
                    published.add(finish(stage, manifest.get()));
                }
            }
        }
        return published;
    }
}
