package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.hdfs.EpochFiles.Written;
import dev.headgate.sink.hdfs.Manifest.Afterwards;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds late events in hidden files, one per epoch and writing thread, and merges them into a file for each of their folders when
 * they are old, large or many enough.
 *
 * <p>A held file is published by its epoch as any other, so that its positions can be acknowledged. A merge is an epoch of no
 * positions, whose manifest names both the files to publish and the held ones to remove: both happen, or neither. Used by
 * one thread; the store is called by the thread that its owner gives it.
 */
final class LateEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LateEvents.class);

    private final HdfsSinkContext context;
    private final HdfsSettings settings;
    private final FileSystem fileSystem;
    private final Path root;
    private final Stage stage;
    private final StoreThread store;
    private final FileThreads fileThreads;
    private final HeldFiles held;

    private LateEvents(
            HdfsSinkContext context, WriterHome home, StoreThread store, FileThreads fileThreads, HeldFiles held) {
        this.context = context;
        this.settings = context.settings();
        this.fileSystem = home.store().fileSystem();
        this.root = home.store().root();
        this.stage = home.stage();
        this.store = store;
        this.fileThreads = fileThreads;
        this.held = held;
    }

    /** Finds what earlier starts hold. */
    static LateEvents begin(HdfsSinkContext context, WriterHome home, StoreThread store, FileThreads fileThreads)
            throws IOException {
        String writer = context.settings().writer();
        HeldFiles held = store.call(
                () -> HeldFiles.find(home.store().fileSystem(), home.store().root(), writer));
        LateEvents late = new LateEvents(context, home, store, fileThreads, held);
        late.show();
        return late;
    }

    /** Events of times that end until then are to be held. */
    Instant heldUntil(DoneTime done, Instant now) {
        return settings.lateAge().isZero() ? Instant.MIN : done.until(now);
    }

    /** Notes what an epoch has published. */
    void published(Manifest epoch) {
        held.add(epoch);
        show();
    }

    /** Whether it is time to merge; between two epochs it can be done. */
    boolean isDue(Instant now) {
        return held.isDue(settings.lateAge(), settings.rollSize().bytes(), now);
    }

    /**
     * Publishes what is held in the folders that it belongs to.
     *
     * @param names of the journal that is read now
     */
    void merge(String journal, EpochFileNames names) throws IOException {
        context.watch().reached(Step.MERGE_BEGUN);
        Map<String, List<HeldFile>> byJournal = new LinkedHashMap<>();
        held.files().forEach(file -> byJournal
                .computeIfAbsent(file.journal(), none -> new ArrayList<>())
                .add(file));
        List<StagedFile> merged = new ArrayList<>();
        for (Map.Entry<String, List<HeldFile>> each : byJournal.entrySet()) {
            merged.addAll(write(each.getKey(), each.getValue(), names.ofJournal(each.getKey())));
        }
        context.watch().reached(Step.FILES_CLOSED);
        List<String> remove = held.files().stream().map(HeldFile::target).toList();
        Manifest manifest = Manifest.ofNoPositions(journal, merged, new Afterwards(settings.audit(), remove));
        store.call(() -> {
            stage.finish(stage.publish(manifest));
            stage.forget();
            return null;
        });
        held.clear();
        show();
        context.counter().merged(manifest);
        LOG.info(
                "Merged {} held files of {} late events into {} files in sink '{}'.",
                remove.size(),
                manifest.events(),
                merged.size(),
                context.sink());
    }

    private List<StagedFile> write(String journal, List<HeldFile> files, EpochFileNames names) throws IOException {
        EpochFiles merged = new EpochFiles(stage, fileThreads, settings, names, context.clock());
        for (HeldFile file : files) {
            try (HeldReader reader = store.call(() -> HeldReader.open(fileSystem, new Path(root, file.target())))) {
                boolean more = true;
                while (more) {
                    more = store.call(() -> copySome(reader, merged));
                }
            }
        }
        Written written = store.call(merged::close);
        long asked = files.stream().mapToLong(HeldFile::events).sum();
        long confirmed = written.files().stream().mapToLong(StagedFile::events).sum()
                + written.rejected().size();
        if (asked != confirmed) {
            throw new IOException("files hold " + confirmed + " of " + asked + " late events");
        }
        if (!written.rejected().isEmpty()) {
            context.deadLetters().keep(journal, written.rejected());
            context.counter().rejected(written.rejected().size());
        }
        return written.files();
    }

    private boolean copySome(HeldReader from, EpochFiles into) throws IOException {
        List<PositionedEvent> some = from.next();
        into.write(some, Instant.MIN);
        return !some.isEmpty();
    }

    /** Leaves what is held to the next start. */
    void leave() throws IOException {
        store.call(() -> {
            held.leave(fileSystem, root);
            return null;
        });
        if (!held.files().isEmpty()) {
            LOG.info(
                    "{} late events stay held in '{}': the next start of writer '{}' goes on with them.",
                    held.events(),
                    new Path(root, HeldFiles.folderOf(settings.writer())),
                    settings.writer());
        }
    }

    private void show() {
        Instant now = context.clock().instant();
        context.counter()
                .held(held.events(), held.files().size(), held.oldest(now).orElse(null));
    }
}
