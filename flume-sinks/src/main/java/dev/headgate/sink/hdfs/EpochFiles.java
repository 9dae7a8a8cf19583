package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.hdfs.Folders.Folder;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that one thread fills in an epoch, one per final folder; a full one is ended and another begun. Others write them
 * into the store.
 *
 * <p>Nothing is flushed: until the epoch is published the journal has the events. Used by one thread.
 */
final class EpochFiles {
    private final Stage stage;
    private final FileThreads threads;
    private final FileBuffers buffers;
    private final HdfsSettings settings;
    private final RecordFormat format;
    private final Folder held;
    private final Folders folders;
    private final EpochFileNames names;
    private final Clock clock;
    private final LinkedHashMap<String, EpochFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<EpochFile> ended = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Map<String, Folder> used = new HashMap<>();
    private volatile int usedFolders;

    EpochFiles(Stage stage, FileThreads threads, HdfsSettings settings, EpochFileNames names, Clock clock) {
        this.stage = stage;
        this.threads = threads;
        this.buffers = new FileBuffers(settings.writers());
        this.settings = settings;
        this.format = settings.format().ofOneThread();
        this.held = new Folder(HeldFiles.folderOf(settings.writer()), null);
        this.folders = new Folders(settings);
        this.names = names;
        this.clock = clock;
    }

    /**
     * Writes events into the files of their folders, and late ones into one that is hidden.
     *
     * @param lateUntil events of times that end until then are late
     */
    void write(List<PositionedEvent> events, Instant lateUntil) throws IOException {
        for (PositionedEvent event : events) {
            try {
                Folder where = folders.of(event.event());
                if (where.isOver(lateUntil)) {
                    write(held, HeldReader.withPosition(event));
                } else {
                    write(where, event);
                }
            } catch (UnfitEventException unfit) {
                rejected.add(new Rejected(event, String.valueOf(unfit.getMessage())));
            }
        }
    }

    private void write(Folder where, PositionedEvent event) throws IOException, UnfitEventException {
        String folder = where.name();
        EpochFile file = open.get(folder);
        if (file == null) {
            file = begin(folder, event);
            used.put(folder, where);
            usedFolders = used.size();
        }
        file.append(event);
        if (file.bytes() >= settings.rollSize().bytes()) {
            open.remove(folder);
            end(file);
        }
    }

    private EpochFile begin(String folder, PositionedEvent event) throws IOException {
        if (open.size() >= settings.maxOpenFiles()) {
            Iterator<EpochFile> longestUnused = open.values().iterator();
            EpochFile ending = longestUnused.next();
            longestUnused.remove();
            end(ending);
        }
        boolean late = folder.equals(held.name());
        EpochFileNames.Names given = names.begin(folder, event.position(), clock.instant());
        EpochFile file = EpochFile.begin(
                stage,
                late ? HeldFiles.FORMAT : format,
                late ? given.ending(HeldFiles.FORMAT.extension()) : given,
                threads,
                buffers);
        open.put(folder, file);
        return file;
    }

    /** How many folders have files in this epoch. May be asked by any thread. */
    int folders() {
        return usedFolders;
    }

    private void end(EpochFile file) throws IOException {
        file.end();
        ended.add(file);
    }

    /** Closes all files: they are whole when it returns. Gives what was written since it was called before. */
    Written close() throws IOException {
        for (Iterator<EpochFile> files = open.values().iterator(); files.hasNext(); ) {
            EpochFile file = files.next();
            files.remove();
            end(file);
        }
        List<StagedFile> whole = awaitWhole();
        Map<String, Instant> ends = new HashMap<>();
        for (Folder folder : used.values()) {
            Instant end = folder.end();
            if (end != null) {
                ends.put(folder.name(), end);
            }
        }
        Written written = new Written(whole, List.copyOf(rejected), ends);
        rejected.clear();
        used.clear();
        usedFolders = 0;
        return written;
    }

    private List<StagedFile> awaitWhole() throws IOException {
        List<StagedFile> whole = new ArrayList<>();
        for (EpochFile file : ended) {
            StagedFile staged = file.whole();
            if (file.isEmpty()) {
                stage.discard(file.staged());
            } else {
                whole.add(staged);
            }
        }
        ended.clear();
        return whole;
    }

    /**
     * What became of the events.
     *
     * @param files that are whole
     * @param rejected events that could not be written for their own sake
     * @param ends when the time ends that each folder stands for, where it stands for one
     */
    record Written(List<StagedFile> files, List<Rejected> rejected, Map<String, Instant> ends) {}
}
