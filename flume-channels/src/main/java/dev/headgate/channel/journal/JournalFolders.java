package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of a journal know each other: in each is a file that names all of them. A journal that is opened with some
 * of them only would give up the events in the others.
 *
 * <p>Used by one thread, while it holds the folders' locks.
 */
final class JournalFolders {
    static final String FILE = "folders";
    private static final Logger LOG = LoggerFactory.getLogger(JournalFolders.class);

    /**
     * What the file in a folder says.
     *
     * @param self names the folder, wherever it is mounted
     * @param all the paths that all folders had, by their names
     */
    private record Known(UUID journal, UUID self, Map<UUID, String> all) {}

    private final List<Path> directories;
    private final Map<Path, Known> known = new LinkedHashMap<>();

    private JournalFolders(List<Path> directories) {
        this.directories = directories;
    }

    /**
     * Reads what the folders say of each other.
     *
     * @throws IOException where one of them is missing, or two belong to different journals
     */
    static JournalFolders read(List<Path> directories) throws IOException {
        JournalFolders folders = new JournalFolders(directories);
        for (Path directory : directories) {
            if (Files.isRegularFile(directory.resolve(FILE))) {
                parse(directory.resolve(FILE)).ifPresent(known -> folders.known.put(directory, known));
            }
        }
        folders.requireOneJournal();
        folders.requireAll();
        return folders;
    }

    private void requireOneJournal() throws IOException {
        Path first = null;
        for (Map.Entry<Path, Known> folder : known.entrySet()) {
            first = first == null ? folder.getKey() : first;
            if (!folder.getValue().journal().equals(journal().orElseThrow())) {
                throw new IOException(
                        "Opening the journal in '%s' failed: '%s' belongs to another journal. Give each journal its own folders."
                                .formatted(first, folder.getKey()));
            }
        }
    }

    private void requireAll() throws IOException {
        List<UUID> here = known.values().stream().map(Known::self).toList();
        for (Map.Entry<Path, Known> folder : known.entrySet()) {
            for (Map.Entry<UUID, String> other : folder.getValue().all().entrySet()) {
                if (!here.contains(other.getKey())) {
                    throw new IOException(
                            "Opening the journal in '%s' failed: its folder '%s' is missing, with all events in it. Mount it and name all folders of the journal; if it is lost for good, delete '%s' to give its events up."
                                    .formatted(
                                            folder.getKey(),
                                            other.getValue(),
                                            folder.getKey().resolve(FILE)));
                }
            }
        }
    }

    /** The journal that the folders belong to; nothing where they are new. */
    Optional<UUID> journal() {
        return known.values().stream().map(Known::journal).findFirst();
    }

    /** Writes into every folder, where it does not say so already, which journal it belongs to and which others do. */
    void write(UUID journal) throws IOException {
        Map<UUID, String> all = new LinkedHashMap<>();
        Map<Path, UUID> names = new LinkedHashMap<>();
        for (Path directory : directories) {
            Known before = known.get(directory);
            UUID self = before == null ? UUID.randomUUID() : before.self();
            names.put(directory, self);
            all.put(self, directory.toAbsolutePath().toString());
        }
        for (Map.Entry<Path, UUID> folder : names.entrySet()) {
            Known fresh = new Known(journal, folder.getValue(), all);
            if (!fresh.equals(known.get(folder.getKey()))) {
                write(folder.getKey().resolve(FILE), text(fresh));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        new LocalDisk().rename(fresh, file);
    }

    private static String text(Known folder) {
        StringBuilder text = new StringBuilder();
        text.append("journal ").append(folder.journal()).append('\n');
        text.append("this ").append(folder.self()).append('\n');
        folder.all()
                .forEach((name, path) ->
                        text.append(name).append(' ').append(path).append('\n'));
        return text + "checksum " + checksum(text.toString()) + "\n";
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    /** Nothing where the file is damaged: what it says can be found out otherwise. */
    private static Optional<Known> parse(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int sum = text.lastIndexOf("checksum ");
        if (sum < 0 || !text.substring(sum).equals("checksum " + checksum(text.substring(0, sum)) + "\n")) {
            LOG.warn("Reading '{}' failed: it is damaged. It is written anew when the journal is opened.", file);
            return Optional.empty();
        }
        List<String> lines = text.substring(0, sum).lines().toList();
        Map<UUID, String> all = new LinkedHashMap<>();
        for (String line : lines.subList(2, lines.size())) {
            int space = line.indexOf(' ');
            all.put(UUID.fromString(line.substring(0, space)), line.substring(space + 1));
        }
        return Optional.of(new Known(uuidBehind("journal ", lines.get(0)), uuidBehind("this ", lines.get(1)), all));
    }

    private static UUID uuidBehind(String word, String line) {
        return UUID.fromString(line.substring(word.length()));
    }
}
