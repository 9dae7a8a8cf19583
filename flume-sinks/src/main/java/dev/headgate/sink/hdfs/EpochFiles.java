package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that one writing thread fills in an epoch, one per final folder; a full one is closed and another begun.
 *
 * <p>Nothing is flushed: until the epoch is published the journal has the events. Used by one thread.
 */
final class EpochFiles {
    private final Run run;
    private final HdfsSettings settings;
    private final EpochFileNames names;
    private final Clock clock;
    private final LinkedHashMap<String, EpochFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<StagedFile> closed = new ArrayList<>();

    EpochFiles(Run run, HdfsSettings settings, EpochFileNames names, Clock clock) {
        this.run = run;
        this.settings = settings;
        this.names = names;
        this.clock = clock;
    }

    /** Writes events into the files of their folders. */
    void write(List<PositionedEvent> events) throws IOException {
        for (PositionedEvent event : events) {
            String folder = settings.folderOf(event.event().getHeaders());
            EpochFile file = open.get(folder);
            if (file == null) {
                file = begin(folder);
            }
            file.append(event);
            if (file.bytes() >= settings.rollSize().bytes()) {
                open.remove(folder);
                closed.add(file.close());
            }
        }
    }

    private EpochFile begin(String folder) throws IOException {
        if (open.size() >= settings.maxOpenFiles()) {
            Iterator<EpochFile> longestUnused = open.values().iterator();
            EpochFile closing = longestUnused.next();
            longestUnused.remove();
            closed.add(closing.close());
        }
        EpochFile file = EpochFile.begin(run, settings.format(), names, folder, clock.instant());
        open.put(folder, file);
        return file;
    }

    /** Closes all files: they are whole when it returns. */
    List<StagedFile> close() throws IOException {
        for (Iterator<Map.Entry<String, EpochFile>> files = open.entrySet().iterator(); files.hasNext(); ) {
            EpochFile file = files.next().getValue();
            files.remove();
            closed.add(file.close());
        }
        List<StagedFile> staged = List.copyOf(closed);
        closed.clear();
        return staged;
    }
}
