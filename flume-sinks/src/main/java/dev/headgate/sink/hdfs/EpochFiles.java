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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that one writing thread fills in an epoch, one per final folder; a full one is closed and another begun.
 *
 * <p>Nothing is flushed: until the epoch is published the journal has the events. Used by one thread.
 */
final class EpochFiles {
    private final Run run;
    private final HdfsSettings settings;
    private final Folders folders;
    private final EpochFileNames names;
    private final Clock clock;
    private final LinkedHashMap<String, EpochFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<StagedFile> closed = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Map<String, Folder> used = new HashMap<>();
    private volatile int usedFolders;

    EpochFiles(Run run, HdfsSettings settings, EpochFileNames names, Clock clock) {
        this.run = run;
        this.settings = settings;
        this.folders = new Folders(settings);
        this.names = names;
        this.clock = clock;
    }

    /** Writes events into the files of their folders. */
    void write(List<PositionedEvent> events) throws IOException {
        List<Folder> folderOf = new ArrayList<>(events.size());
        for (PositionedEvent event : events) {
            folderOf.add(folderOf(event));
        }
        beginMissing(folderOf);
        for (int index = 0; index < events.size(); index++) {
            Folder folder = folderOf.get(index);
            if (folder != null) {
                write(events.get(index), folder.name());
            }
        }
    }

    /** Null where it cannot be written for its own sake. */
    private @Nullable Folder folderOf(PositionedEvent event) {
        try {
            return folders.of(event.event());
        } catch (UnfitEventException unfit) {
            reject(event, unfit);
            return null;
        }
    }

    private void reject(PositionedEvent event, UnfitEventException unfit) {
        rejected.add(new Rejected(event, String.valueOf(unfit.getMessage())));
    }

    /** Begins the files that a batch needs all at once, as far as so many may be open: each waits for the NameNode. */
    private void beginMissing(List<@Nullable Folder> wanted) throws IOException {
        Set<String> missing = new LinkedHashSet<>();
        for (Folder folder : wanted) {
            if (folder != null && used.put(folder.name(), folder) == null) {
                missing.add(folder.name());
            }
        }
        usedFolders = used.size();
        List<String> first = missing.stream()
                .filter(folder -> !open.containsKey(folder))
                .limit(Math.max(0, settings.maxOpenFiles() - open.size()))
                .toList();
        SideBySide.call(first, folder -> Map.entry(folder, begin(folder)))
                .forEach(begun -> open.put(begun.getKey(), begun.getValue()));
    }

    private void write(PositionedEvent event, String folder) throws IOException {
        EpochFile file = open.get(folder);
        if (file == null) {
            makeRoom();
            file = begin(folder);
            open.put(folder, file);
        }
        try {
            file.append(event);
        } catch (UnfitEventException unfit) {
            reject(event, unfit);
        }
        if (file.bytes() >= settings.rollSize().bytes()) {
            open.remove(folder);
            close(file);
        }
    }

    private void makeRoom() throws IOException {
        if (open.size() >= settings.maxOpenFiles()) {
            Iterator<EpochFile> longestUnused = open.values().iterator();
            EpochFile closing = longestUnused.next();
            longestUnused.remove();
            close(closing);
        }
    }

    private EpochFile begin(String folder) throws IOException {
        return EpochFile.begin(run, settings.format(), names, folder, clock.instant());
    }

    /** How many folders have files in this epoch. May be asked by any thread. */
    int folders() {
        return usedFolders;
    }

    private void close(EpochFile file) throws IOException {
        settle(file, file.close());
    }

    private void settle(EpochFile file, StagedFile staged) throws IOException {
        if (file.isEmpty()) {
            run.discard(file.staged());
        } else {
            closed.add(staged);
        }
    }

    /** Closes all files: they are whole when it returns. Gives what was written since it was called before. */
    Written close() throws IOException {
        List<EpochFile> last = List.copyOf(open.values());
        open.clear();
        for (Closed each : SideBySide.call(last, file -> new Closed(file, file.close()))) {
            settle(each.file(), each.staged());
        }
        Map<String, Instant> ends = new HashMap<>();
        for (Folder folder : used.values()) {
            Instant end = folder.end();
            if (end != null) {
                ends.put(folder.name(), end);
            }
        }
        Written written = new Written(List.copyOf(closed), List.copyOf(rejected), ends);
        closed.clear();
        rejected.clear();
        used.clear();
        usedFolders = 0;
        return written;
    }

    private record Closed(EpochFile file, StagedFile staged) {}

    /**
     * What became of the events.
     *
     * @param files that are whole
     * @param rejected events that could not be written for their own sake
     * @param ends when the time ends that each folder stands for, where it stands for one
     */
    record Written(List<StagedFile> files, List<Rejected> rejected, Map<String, Instant> ends) {}
}
