package dev.headgate.topology.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the files that {@code hosts: file:…} names. */
@FunctionalInterface
public interface HostFiles {
    /**
     * The lines of the file.
     *
     * @param name as the topology gives it
     */
    List<String> lines(String name) throws IOException;

    /** Files beside the topology, or anywhere by an absolute path. */
    static HostFiles beside(Path folder) {
        return name -> {
            try {
                return Files.readAllLines(folder.resolve(name), StandardCharsets.UTF_8);
            } catch (InvalidPathException notAPath) {
                throw new IOException("not a path", notAPath);
            }
        };
    }
}
