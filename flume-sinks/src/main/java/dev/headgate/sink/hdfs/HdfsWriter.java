package dev.headgate.sink.hdfs;

import dev.headgate.sink.BatchWriter;
import dev.headgate.sink.FailureLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.flume.Event;
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
final class HdfsWriter implements BatchWriter {
    private static final int STOP_TURNS = 50;
    private static final Duration STOP_TURN = Duration.ofMillis(200);
    private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);

    private final String sink;
    private final HdfsSettings settings;
    private final TextFormat format;
    private final Clock clock;
    private final FileNames names;
    private final FailureLog failures;
    private final LinkedHashMap<String, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final List<UnfinishedFile> unfinished = new ArrayList<>();
    private @Nullable HdfsStore store;

    HdfsWriter(String sink, HdfsSettings settings, TextFormat format, Clock clock) {
        this.sink = sink;
        this.settings = settings;
        this.format = format;
        this.clock = clock;
        this.names = new FileNames(settings.writer(), format.extension());
        this.failures = new FailureLog(LOG, clock);
    }

    @Override
    public void prepare() throws IOException {
        HdfsStore connected = connect();
        roll(file -> file.isDue(settings, clock.instant()));
        finishFiles(connected);
        if (unfinished.size() > settings.maxOpenFiles()) {
            throw new IOException(unfinished.size() + " files wait in the hidden folder to be published");
        }
    }

    @Override
    public int write(List<Event> batch) throws IOException {
        Map<String, List<Event>> folders = batch.stream()
                .collect(Collectors.groupingBy(
                        event -> settings.folderOf(event.getHeaders()), LinkedHashMap::new, Collectors.toList()));
        int confirmed = 0;
        Map<String, List<Event>> some = new LinkedHashMap<>();
        for (Map.Entry<String, List<Event>> folder : folders.entrySet()) {
            some.put(folder.getKey(), folder.getValue());
            if (some.size() == settings.maxOpenFiles()) {
                confirmed += writeFolders(some);
                some.clear();
            }
        }
        return confirmed + writeFolders(some);
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
    private int writeFolders(Map<String, List<Event>> folders) throws IOException {
        makeRoom(folders.keySet());
        for (String folder : folders.keySet()) {
            openFile(folder);
        }
        int confirmed = 0;
        for (Map.Entry<String, List<Event>> folder : folders.entrySet()) {
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            folder.getValue().forEach(event -> format.append(event, records));
            inFile(folder.getKey(), file -> file.write(records));
        }
        for (Map.Entry<String, List<Event>> folder : folders.entrySet()) {
            inFile(folder.getKey(), OpenFile::flush);
            confirmed += folder.getValue().size();
        }
        return confirmed;
    }

    private void makeRoom(Set<String> folders) throws IOException {
        long opening =
                folders.stream().filter(folder -> open.get(folder) == null).count();
        Iterator<OpenFile> longestUnused = open.values().iterator();
        while (open.size() + opening > settings.maxOpenFiles()) {
            unfinished.add(UnfinishedFile.rolled(longestUnused.next(), clock));
            longestUnused.remove();
        }
        finishFiles(connect());
    }

    private OpenFile openFile(String folder) throws IOException {
        OpenFile file = open.get(folder);
        if (file == null) {
            HdfsStore connected = connect();
            Instant now = clock.instant();
            Path path = connected.hiddenFile(folder, names.next(now));
            file = new OpenFile(path, connected.create(path), now);
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

    private void roll(Predicate<OpenFile> due) {
        for (Iterator<OpenFile> files = open.values().iterator(); files.hasNext(); ) {
            OpenFile file = files.next();
            if (due.test(file)) {
                files.remove();
                unfinished.add(UnfinishedFile.rolled(file, clock));
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
                if (file.finish(connected, format)) {
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

    private interface Step {
        void run(OpenFile file) throws IOException;
    }
}
