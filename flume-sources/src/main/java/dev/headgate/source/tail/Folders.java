package dev.headgate.source.tail;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the folders of the patterns. A folder that cannot be read is named in the log once, until it can be again.
 *
 * <p>Used by the source's thread.
 */
final class Folders {
    private static final Logger LOG = LoggerFactory.getLogger(Folders.class);

    private final Collection<FilePattern> patterns;
    private final Set<Path> unreadable = new HashSet<>();

    Folders(Collection<FilePattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    boolean matches(Path path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** Every file that a pattern matches. */
    Map<FileId, FoundFile> matching() {
        Map<FileId, FoundFile> found = new HashMap<>();
        patterns.stream().map(FilePattern::folder).distinct().forEach(folder -> files(folder, this::matches)
                .ifPresent(found::putAll));
        return found;
    }

    /** Every file of a folder, by whatever name; nothing where the folder cannot be read. */
    Optional<Map<FileId, FoundFile>> all(Path folder) {
        return files(folder, path -> true);
    }

    private Optional<Map<FileId, FoundFile>> files(Path folder, Predicate<Path> wanted) {
        Map<FileId, FoundFile> found = new HashMap<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
            for (Path path : names) {
                if (wanted.test(path)) {
                    FoundFile.at(path).ifPresent(file -> found.putIfAbsent(file.id(), file));
                }
            }
        } catch (IOException | DirectoryIteratorException failed) {
            if (unreadable.add(folder)) {
                LOG.warn(
                        "Cannot read folder '{}' of key 'files': {}. The source looks again until it can.",
                        folder,
                        failed.toString());
            }
            return Optional.empty();
        }
        unreadable.remove(folder);
        return Optional.of(found);
    }
}
