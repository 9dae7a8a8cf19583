package dev.headgate.source.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file as it was found under a name.
 *
 * @param size in bytes
 * @param modified in milliseconds since 1970 UTC
 */
record FoundFile(FileId id, Path path, long size, long modified) {
    /** Looks at a name; nothing where there is no regular file behind it. */
    static Optional<FoundFile> at(Path path) throws IOException {
        try {
            Map<String, Object> attributes =
                    Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,isRegularFile");
            if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
                return Optional.empty();
            }
            FileId id = new FileId(number(attributes, "dev"), number(attributes, "ino"));
            FileTime modified = (FileTime) Objects.requireNonNull(attributes.get("lastModifiedTime"));
            return Optional.of(new FoundFile(id, path, number(attributes, "size"), modified.toMillis()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }
}
