package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of late events that a writer holds, in its hidden folder. They hold what no journal has any more. Used by one thread
 * at a time.
 */
final class HeldFiles {
    /** Keeps an event whole: its headers, and with them origin, sequence, timestamp and position, and its body. */
    static final RecordFormat FORMAT = new AvroEventFormat(Codec.NONE);

    private static final Logger LOG = LoggerFactory.getLogger(HeldFiles.class);
    private static final String HIDDEN = "_headgate/";
    private static final int MOST = 1000;

    private final String writer;
    private final List<HeldFile> files = new ArrayList<>();
    private @Nullable Instant oldest;
    private boolean holdsOthers;

    HeldFiles(String writer) {
        this.writer = writer;
    }

    /** The folder of a writer below the root, ending in a slash. */
    static String folderOf(String writer) {
        return HIDDEN + writer + "/held/";
    }

    /** Whether readers do not see a file of this place below the root. */
    static boolean isHidden(String target) {
        return target.startsWith(HIDDEN);
    }

    /**
     * What earlier starts of the writer hold.
     *
     * @throws IOException where that cannot be known now
     */
    static HeldFiles find(FileSystem fileSystem, Path root, String writer) throws IOException {
        HeldFiles held = new HeldFiles(writer);
        Path folder = new Path(root, folderOf(writer));
        List<FileStatus> entries = new ObjectFiles(fileSystem).list(folder);
        List<HeldFile> named = entries.stream()
                .flatMap(entry -> HeldFile.named(writer, entry.getPath().getName(), entry.getLen()).stream())
                .toList();
        SideBySide.call(named, file -> counted(fileSystem, new Path(root, file.target()), file))
                .forEach(file -> file.ifPresent(held::add));
        held.holdsOthers = entries.size() > held.files.size();
        return held;
    }

    /** Where the store answers, what cannot be read is the file's own fault. */
    private static Optional<HeldFile> counted(FileSystem fileSystem, Path place, HeldFile file) throws IOException {
        try {
            return Optional.of(file.with(HeldReader.count(fileSystem, place)));
        } catch (IOException unreadable) {
            fileSystem.getFileStatus(place);
            LOG.error(
                    "'{}' cannot be read: the late events in it are held until its writer starts and can read it. Mend it.",
                    place,
                    unreadable);
            return Optional.empty();
        }
    }

    /** Holds what an epoch has published for it. */
    void add(Manifest published) {
        for (StagedFile file : published.files()) {
            if (isHidden(file.target())) {
                String name = file.target().substring(folderOf(writer).length());
                HeldFile.named(writer, name, file.bytes())
                        .map(held -> held.with(file.events()))
                        .ifPresent(this::add);
            }
        }
    }

    private void add(HeldFile file) {
        files.add(file);
        files.sort(Comparator.comparing(HeldFile::begun));
        if (oldest == null || file.begun().isBefore(oldest)) {
            oldest = file.begun();
        }
    }

    /** Whether it is time to merge them, as the oldest is of that age, or they are large or many enough. */
    boolean isDue(Duration age, long bytes, Instant now) {
        long size = files.stream().mapToLong(HeldFile::bytes).sum();
        return oldest(now)
                .map(since -> !now.isBefore(since.plus(age)) || size >= bytes || files.size() >= MOST)
                .orElse(false);
    }

    /** When the oldest was begun. A clock that goes back begins its age anew. */
    Optional<Instant> oldest(Instant now) {
        Instant since = oldest;
        if (since != null && now.isBefore(since)) {
            oldest = now;
        }
        return Optional.ofNullable(oldest);
    }

    List<HeldFile> files() {
        return List.copyOf(files);
    }

    long events() {
        return files.stream().mapToLong(HeldFile::events).sum();
    }

    /** Notes that they were merged and removed. */
    void clear() {
        files.clear();
        oldest = null;
    }

    /** Removes their folder where it is empty. */
    void leave(FileSystem fileSystem, Path root) throws IOException {
        if (!holdsOthers && files.isEmpty()) {
            fileSystem.delete(new Path(root, folderOf(writer)), false);
        }
    }
}
