package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.FailureLog;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionedWriter;
import dev.headgate.sink.Rejected;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into hidden files, one per final folder, and publishes each when it is large or old enough.
 *
 * <p>A file whose writing failed is given up: what it holds was committed in part and is published, and the batch goes
 * into new files. Used by one thread at a time.
 */
final class HdfsWriter implements PositionedWriter {
    private static final int STOP_TURNS = 50;
    private static final Duration STOP_TURN = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);

    private final String sink;
    private final HdfsSettings settings;
    private final FlushableFormat format;
    private final Clock clock;
    private final HdfsCounter counter;
    private final Folders folders;
    private final FileNames names;
    private final FailureLog failures;
    private final LinkedHashMap<String, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<UnfinishedFile> unfinished = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int confirmed;
    private @Nullable HdfsStore store;

    HdfsWriter(HdfsSinkContext context, FlushableFormat format) {
        this.sink = context.sink();
        this.settings = context.settings();
        this.format = format;
        this.clock = context.clock();
        this.counter = context.counter();
        this.folders = new Folders(settings);
        this.names = new FileNames(settings.writer(), format.extension());
        this.failures = new FailureLog(LOG, clock);
    }

    /** Publishes what is due; to be called every turn, also when nothing comes. */
    void tend() {
        HdfsStore connected = store;
        if (connected != null) {
            roll(file -> file.isDue(settings, clock.instant()));
            finishFiles(connected);
        }
    }

    @Override
    public OptionalLong open(@Nullable String journalId) throws IOException {
        rejected.clear();
        confirmed = 0;
        connect();
        return OptionalLong.empty();
    }

    @Override
    public void write(List<PositionedEvent> events) throws IOException {
        if (unfinished.size() > settings.maxOpenFiles()) {
            throw new IOException(unfinished.size() + " files wait in the hidden folder to be published");
        }
        Map<String, List<PositionedEvent>> some = new LinkedHashMap<>();
        for (Map.Entry<String, List<PositionedEvent>> folder : byFolder(events).entrySet()) {
            some.put(folder.getKey(), folder.getValue());
            if (some.size() == settings.maxOpenFiles()) {
                writeFolders(some);
                some.clear();
            }
        }
        writeFolders(some);
    }

    private Map<String, List<PositionedEvent>> byFolder(List<PositionedEvent> events) {
        Map<String, List<PositionedEvent>> folders = new LinkedHashMap<>();
        for (PositionedEvent event : events) {
            try {
                folders.computeIfAbsent(this.folders.of(event.event()).name(), none -> new ArrayList<>())
                        .add(event);
            } catch (UnfitEventException unfit) {
                reject(event, unfit);
            }
        }
        return folders;
    }

    private void reject(PositionedEvent event, UnfitEventException unfit) {
        rejected.add(new Rejected(event, String.valueOf(unfit.getMessage())));
    }

    @Override
    public Outcome confirm() throws IOException {
        settings.login().renew();
        for (String folder : List.copyOf(open.keySet())) {
            inFile(folder, file -> file.flush(settings.flush()));
        }
        Outcome outcome = new Outcome(confirmed, rejected);
        rejected.clear();
        confirmed = 0;
        return outcome;
    }

    @Override
    public void close() throws IOException {
        HdfsStore closing = store;
        if (closing == null) {
            return;
        }
        store = null;
        roll(file -> true);
        boolean working = finishFiles(closing);
        for (int turn = 0; turn < STOP_TURNS && working && !unfinished.isEmpty() && pause(); turn++) {
            working = finishFiles(closing);
        }
        if (!unfinished.isEmpty()) {
            LOG.warn(
                    "{} files of sink '{}' stay in the hidden folder: the next start of writer '{}' publishes them.",
                    unfinished.size(),
                    sink,
                    settings.writer());
        }
        closing.close();
    }

    private HdfsStore connect() throws IOException {
        HdfsStore connected = store;
        if (connected == null) {
            connected = HdfsStore.open(settings);
            try {
                for (Path leftover : connected.leftovers()) {
                    LOG.info("Recovering '{}' of an earlier run in sink '{}'.", leftover, sink);
                    unfinished.add(UnfinishedFile.leftover(leftover, clock));
                }
            } catch (IOException | RuntimeException unreachable) {
                connected.close();
                throw unreachable;
            }
            store = connected;
        }
        return connected;
    }

    /** All files are opened before the first is written: most failures show here, and repeat nothing. */
    private void writeFolders(Map<String, List<PositionedEvent>> some) throws IOException {
        makeRoom(some.keySet());
        for (String folder : some.keySet()) {
            openFile(folder);
        }
        for (Map.Entry<String, List<PositionedEvent>> folder : some.entrySet()) {
            inFile(folder.getKey(), file -> append(folder.getValue(), file));
        }
    }

    private void append(List<PositionedEvent> events, OpenFile file) throws IOException {
        for (PositionedEvent event : events) {
            try {
                file.append(event.event());
                confirmed++;
            } catch (UnfitEventException unfit) {
                reject(event, unfit);
            }
        }
    }

    private void makeRoom(Set<String> folders) throws IOException {
        long opening =
                folders.stream().filter(folder -> !open.containsKey(folder)).count();
        while (open.size() + opening > settings.maxOpenFiles()) {
            String longestUnused = open.keySet().iterator().next();
            inFile(longestUnused, file -> file.flush(settings.flush()));
            unfinished.add(UnfinishedFile.rolled(open.remove(longestUnused), clock));
        }
        finishFiles(connect());
    }

    private OpenFile openFile(String folder) throws IOException {
        OpenFile file = open.get(folder);
        if (file == null) {
            HdfsStore connected = connect();
            Instant now = clock.instant();
            Path path = connected.hiddenFile(folder, names.next(now));
            FSDataOutputStream stream = connected.create(path);
            file = new OpenFile(path, stream, format, now);
            open.put(folder, file);
        }
        return file;
    }

    private void inFile(String folder, Step step) throws IOException {
        OpenFile file = openFile(folder);
        try {
            step.run(file);
        } catch (Throwable failure) {
            open.remove(folder);
            unfinished.add(UnfinishedFile.broken(file, clock));
            throw failure;
        }
    }

    private void roll(Due due) {
        for (Iterator<OpenFile> files = open.values().iterator(); files.hasNext(); ) {
            OpenFile file = files.next();
            try {
                if (due.test(file)) {
                    files.remove();
                    unfinished.add(UnfinishedFile.rolled(file, clock));
                }
            } catch (IOException failure) {
                files.remove();
                unfinished.add(UnfinishedFile.broken(file, clock));
            }
        }
    }

    /**
     * One that fails goes to the end and ends the round: the others come first next time, and a dead HDFS costs one wait.
     *
     * @return whether none failed; some may still wait for HDFS to release them
     */
    private boolean finishFiles(HdfsStore connected) {
        for (UnfinishedFile file : List.copyOf(unfinished)) {
            try {
                if (file.finish(connected, format, counter)) {
                    unfinished.remove(file);
                }
            } catch (IOException | RuntimeException failure) {
                unfinished.remove(file);
                unfinished.add(file);
                failures.failed("Publishing '" + file + "' failed in sink '" + sink + "', it is tried again", failure);
                return false;
            }
        }
        if (unfinished.isEmpty()) {
            failures.works("Publishing works in sink '" + sink + "'");
        }
        return true;
    }

    private static boolean pause() {
        try {
            Thread.sleep(STOP_TURN.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(OpenFile file) throws IOException;
    }

    @FunctionalInterface
    private interface Due {
        boolean test(OpenFile file) throws IOException;
    }
}
