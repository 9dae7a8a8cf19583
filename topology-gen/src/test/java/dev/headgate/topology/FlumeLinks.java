package dev.headgate.topology;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A Flume install of links to the jars on the class path of the tests: Flume's own are there, of our components none. */
public record FlumeLinks(Path home) implements AutoCloseable {
    public static FlumeLinks in(Path home) throws IOException {
        Path lib = Files.createDirectories(home.resolve("lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                Path jar = Path.of(entry);
                Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
            }
        }
        return new FlumeLinks(home);
    }

    /** Removes the links, so that nothing follows them that removes the folder. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> links = Files.list(home.resolve("lib"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }
}
