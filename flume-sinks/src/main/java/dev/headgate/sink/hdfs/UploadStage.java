package dev.headgate.sink.hdfs;

import dev.headgate.sink.hdfs.Step.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UploadHandle;
import org.jspecify.annotations.Nullable;

/**
 * The start of a sink on an object store, where nothing is renamed: files are uploads that are not completed yet.
 *
 * <p>In its hidden folder stand {@code upload-N}, a record of each upload, by which it can be forgotten after a crash; and
 * {@code epoch-N}, the manifest of the latest epoch, which is written where nothing stands. That is the fence: a later start
 * writes there first, so one of the two succeeds and the other knows. The latest always stands, so that the next number is
 * known to both.
 */
final class UploadStage implements Stage {
    private static final String EPOCH = "epoch-";
    private static final String FINISHED = "finished";
    private static final String UPLOAD = "upload-";
    private static final String FORGOTTEN = "headgate-forgotten";
    private static final String FENCED = "headgate-fenced ";

    private final ObjectFiles objects;
    private final Uploads uploads;
    private final Path root;
    private final Path folder;
    private final Watch watch;
    private final Aftermath aftermath;
    private final Map<String, UploadStream> files = new ConcurrentHashMap<>();
    private final AtomicLong recorded = new AtomicLong();
    private long epoch;
    private boolean fenced;

    UploadStage(ObjectFiles objects, Uploads uploads, Path root, Path folder, Watch watch) {
        this.objects = objects;
        this.uploads = uploads;
        this.root = root;
        this.folder = folder;
        this.watch = watch;
        this.aftermath =
                new Aftermath(objects.fileSystem(), root, folder.getParent().getName(), watch);
    }

    @Override
    public boolean namesAtOnce() {
        return true;
    }

    @Override
    public FSDataOutputStream create(String name) throws IOException {
        UploadStream stream = new UploadStream(uploads, new Path(root, name), handle -> record(name, handle));
        files.put(name, stream);
        watch.reached(Step.FILE_CREATED);
        return new FSDataOutputStream(stream, null);
    }

    private void record(String name, UploadHandle handle) throws IOException {
        String line = new Upload(handle, List.of()).encode() + "\n" + name;
        objects.put(new Path(folder, UPLOAD + recorded.incrementAndGet()), line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Manifest publish(Manifest manifest) throws IOException {
        List<StagedFile> uploaded = new ArrayList<>();
        for (StagedFile file : manifest.files()) {
            UploadStream stream = files.get(file.name());
            if (stream == null) {
                throw new IOException("'" + file.name() + "' was not begun here");
            }
            uploaded.add(new StagedFile(stream.upload().encode(), file.target(), file.events(), file.bytes()));
        }
        Manifest published = manifest.with(uploaded);
        watch.reached(Step.MANIFEST_WRITTEN);
        if (!objects.putIfAbsent(epochFile(epoch + 1), published.encode())) {
            throw taken();
        }
        epoch++;
        watch.reached(Step.MANIFEST_PUBLISHED);
        return published;
    }

    private IOException taken() {
        return new IOException(
                "'" + folder + "' is fenced: another sink took this one for gone and has its writer's name."
                        + " Give each sink a writer of its own");
    }

    @Override
    public void finish(Manifest manifest) throws IOException {
        List<CompletableFuture<Void>> completing = new ArrayList<>();
        for (StagedFile file : manifest.files()) {
            completing.add(uploads.complete(Upload.decode(file.name()), target(file)));
        }
        for (int i = 0; i < completing.size(); i++) {
            uploads.confirm(completing.get(i), target(manifest.files().get(i)));
            watch.reached(Step.FILE_RENAMED);
        }
        watch.reached(Step.FILES_RENAMED);
        if (manifest.afterwards().count() && !fenced && objects.fileSystem().exists(epochFile(epoch + 1))) {
            throw taken();
        }
        aftermath.of(manifest);
    }

    /** Finishes what an earlier start published, if nobody has yet: what was moved away since then is not missed. */
    void finishOnce(Manifest manifest) throws IOException {
        Path finished = new Path(folder, FINISHED);
        if (objects.read(finished).isEmpty()) {
            finish(manifest);
            objects.put(finished, FINISHED.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Path target(StagedFile file) {
        return new Path(root, file.target());
    }

    /** The manifest stays in its place, without its content: by it the next number is known. */
    @Override
    public void forget() throws IOException {
        if (epoch > 0) {
            objects.put(epochFile(epoch), FORGOTTEN.getBytes(StandardCharsets.UTF_8));
        }
        if (epoch > 1) {
            objects.delete(epochFile(epoch - 1));
        }
        for (long number = recorded.getAndSet(0); number > 0; number--) {
            objects.delete(new Path(folder, UPLOAD + number));
        }
        files.clear();
        watch.reached(Step.MANIFEST_REMOVED);
    }

    @Override
    public void discard(String name) throws IOException {
        UploadStream stream = files.remove(name);
        if (stream != null) {
            stream.abort();
        }
    }

    /**
     * Keeps the start of a sink that this stage was from publishing any more.
     *
     * @return the epoch that it published and maybe did not acknowledge
     */
    Optional<Manifest> fence() throws IOException {
        String mark = FENCED + UUID.randomUUID();
        Map<Long, byte[]> epochs;
        do {
            epochs = epochs();
            epoch = epochs.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
            if (is(epochs.get(epoch), FENCED)) {
                epoch--;
                break;
            }
        } while (!objects.putIfAbsent(epochFile(epoch + 1), mark.getBytes(StandardCharsets.UTF_8)));
        fenced = true;
        byte[] latest = epochs.get(epoch);
        return latest == null || is(latest, FORGOTTEN) ? Optional.empty() : Optional.of(Manifest.decode(latest));
    }

    /** Whether it has published positions of a journal that it did not forget. */
    boolean publishes(String journal) throws IOException {
        for (byte[] epoch : epochs().values()) {
            if (!is(epoch, FENCED)
                    && !is(epoch, FORGOTTEN)
                    && Manifest.decode(epoch).journal().equals(journal)) {
                return true;
            }
        }
        return false;
    }

    private Map<Long, byte[]> epochs() throws IOException {
        Map<Long, byte[]> epochs = new HashMap<>();
        for (FileStatus entry : named(EPOCH)) {
            long number = Long.parseLong(entry.getPath().getName().substring(EPOCH.length()));
            Optional<byte[]> content = objects.read(entry.getPath());
            content.ifPresent(bytes -> epochs.put(number, bytes));
        }
        return epochs;
    }

    /** Forgets all uploads but those of a manifest. */
    void abortBut(List<StagedFile> published) throws IOException {
        Map<String, String> kept = new HashMap<>();
        for (StagedFile file : published) {
            kept.put(file.target(), new Upload(Upload.decode(file.name()).handle(), List.of()).encode());
        }
        for (FileStatus entry : named(UPLOAD)) {
            Optional<byte[]> content = objects.read(entry.getPath());
            if (content.isPresent()) {
                String[] lines = new String(content.get(), StandardCharsets.UTF_8).split("\n", 2);
                if (lines.length == 2 && !lines[0].equals(kept.get(lines[1]))) {
                    uploads.abort(Upload.decode(lines[0]).handle(), new Path(root, lines[1]));
                }
                objects.delete(entry.getPath());
            }
        }
    }

    /** Removes all of it; a fence stays, for one that was taken for gone and is not. */
    @Override
    public void remove() throws IOException {
        for (UploadStream file : files.values()) {
            file.abort();
        }
        files.clear();
        if (fenced) {
            for (FileStatus entry : objects.list(folder)) {
                if (!entry.getPath().getName().equals(EPOCH + (epoch + 1))) {
                    objects.delete(entry.getPath());
                }
            }
        } else {
            objects.deleteFolder(folder);
        }
        watch.reached(Step.RUN_REMOVED);
    }

    private List<FileStatus> named(String start) throws IOException {
        return objects.list(folder).stream()
                .filter(entry -> entry.getPath().getName().startsWith(start))
                .toList();
    }

    private Path epochFile(long number) {
        return new Path(folder, EPOCH + number);
    }

    /** Whether an object is there and begins with a word. */
    private static boolean is(byte @Nullable [] content, String word) {
        return content != null && new String(content, StandardCharsets.UTF_8).startsWith(word);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
