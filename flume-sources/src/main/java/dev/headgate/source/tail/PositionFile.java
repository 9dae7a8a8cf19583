package dev.headgate.source.tail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk how far each file has been read.
 *
 * <p>{@link #save} replaces the whole file: it returns when the new one is on the disk, and a crash leaves the old or the
 * new one. A file that is damaged is set aside. Used by one thread.
 */
final class PositionFile {
    private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);

    private final Path path;
    private final Clock clock;

    PositionFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    /**
     * Reads the positions; none where the source runs for the first time.
     *
     * <p>Of a damaged file nothing is believed: it gets another name, and the list is empty, so that all is read again.
     *
     * @throws IOException where there is something at the path that can neither be read nor set aside
     */
    Optional<List<Position>> load() throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(
                    "Bad value '" + path + "' for key 'position-file': it is a folder. Name a file in it.");
        }
        try {
            return Optional.of(PositionText.read(Files.readString(path, UTF_8)));
        } catch (NoSuchFileException firstRun) {
            return Optional.empty();
        } catch (CharacterCodingException notText) {
            setAside("it is not text in UTF-8");
        } catch (PositionText.DamagedException damaged) {
            setAside(String.valueOf(damaged.getMessage()));
        } catch (IOException unreadable) {
            setAside(unreadable.toString());
        }
        return Optional.of(List.of());
    }

    void save(Collection<Position> positions) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (FileOutputStream out = new FileOutputStream(next.toFile())) {
            out.write(PositionText.write(positions).getBytes(UTF_8));
            out.getFD().sync();
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void setAside(String why) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged-" + clock.millis());
        Files.move(path, aside);
        save(List.of());
        LOG.error(
                "Cannot read position file '{}' of key 'position-file': {}. It was set aside as '{}'; "
                        + "all files are read from their beginning, so that events repeat and none is lost.",
                path,
                why,
                aside.getFileName());
    }
}
