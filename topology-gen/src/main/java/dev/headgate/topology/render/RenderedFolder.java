package dev.headgate.topology.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A folder as an earlier run rendered it. Reads only. */
public final class RenderedFolder {
    private final Path folder;

    /**
     * A folder.
     *
     * @param folder need not exist
     */
    public RenderedFolder(Path folder) {
        this.folder = folder;
    }

    /** What writing the files would change. */
    public Changes compare(SortedMap<String, String> files) throws IOException {
        return new OutputFolder(folder).compare(files);
    }

    /**
     * The topology whose files it holds, and behind a slash the environment, as its manifest says.
     *
     * @throws AccessDeniedException where the folder cannot be looked into
     */
    public Optional<String> topology() throws IOException {
        if (Files.isDirectory(folder) && !(Files.isReadable(folder) && Files.isExecutable(folder))) {
            throw new AccessDeniedException(folder.toString(), null, "you may not read it");
        }
        return Optional.ofNullable(Manifest.head(text(Manifest.FILE)).topology());
    }

    /** The agents that have files, with their hosts, as its manifest says. */
    public Map<String, String> agents() throws IOException {
        return Manifest.head(text(Manifest.FILE)).agents();
    }

    /** Whether there is such a file. */
    public boolean has(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    /** The text of a file, empty where there is none. */
    public String text(String file) throws IOException {
        return has(file) ? new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8) : "";
    }

    /** The keys of an agent's flume.conf, without the agent's name; none where Flume could not read it. */
    public static Map<String, String> keys(String conf) {
        try {
            return FlumeConf.parse(conf).keys();
        } catch (IllegalArgumentException edited) {
            return Map.of();
        }
    }
}
