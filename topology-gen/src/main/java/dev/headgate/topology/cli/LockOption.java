package dev.headgate.topology.cli;

import dev.headgate.topology.Topologies;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.parse.LockWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The lock that a command goes by: the file beside the topology, unless another is given. */
final class LockOption {
    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "The lock, which says what was given out; NAME.lock.yaml beside the topology by default.")
    private @Nullable Path given;

    /** Where the lock is; nothing for standard input, unless one is given. */
    Optional<Path> path(TopologyInput input) {
        return Optional.ofNullable(given).or(input::lockFile);
    }

    /** Whether one was given. */
    boolean isGiven() {
        return given != null;
    }

    /** The lock of a topology; an empty one where there is none yet. */
    Outcome<Lock> read(TopologyInput input, Topology topology) {
        Optional<Path> file = path(input);
        if (file.isEmpty()) {
            return Outcome.of(Lock.none(), List.of());
        }
        try {
            return Topologies.lock(file.get(), topology);
        } catch (IOException unreadable) {
            throw cannotRead(file.get(), unreadable);
        }
    }

    static UserError cannotRead(Path file, IOException unreadable) {
        return new UserError(
                "Cannot read the lock '" + file + "': " + TopologyInput.why(unreadable) + ". Check the file.",
                unreadable);
    }

    /** Refuses a lock that could not be written, before files are written that only it can explain. */
    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file) || (Files.isDirectory(folder) && !Files.isWritable(folder))) {
            throw new UserError(
                    "Cannot write the lock '" + file
                            + "': it is a folder, or you may not write there. Give another with --lock FILE. Nothing was written.");
        }
    }

    /** Writes the lock where it differs from what is there: whole, or not at all. Says whether it did. */
    static boolean write(Path file, Lock lock, String topologyFile) {
        byte[] text = LockWriter.write(lock, topologyFile).getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), text)) {
                return false;
            }
            Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
            try {
                Files.write(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return true;
        } catch (IOException failed) {
            throw new UserError(
                    "Cannot write the lock '" + file + "': " + RenderCommand.why(failed)
                            + ". Check its folder and disk.",
                    failed);
        }
    }
}
