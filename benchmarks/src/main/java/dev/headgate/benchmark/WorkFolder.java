package dev.headgate.benchmark;

import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder on the disk that is measured, with the processes that work in it. When it is closed, and also where a signal ends
 * this process, the processes are killed and the folder is removed. Safe for threads.
 */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final Set<ProcessHandle> processes = new HashSet<>();
    private final Thread onSignal = new Thread(this::clear, "bench-folder");
    private int made;
    private boolean cleared;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes a folder of its own.
     *
     * @param parent where, instead of the system's temporary folder
     * @param neededBytes what must be free on the disk
     * @throws UserError where it cannot be made, or there is less room
     */
    static WorkFolder make(Optional<Path> parent, long neededBytes) {
        WorkFolder folder;
        try {
            folder = new WorkFolder(
                    parent.isPresent()
                            ? Files.createTempDirectory(parent.get(), "headgate-bench-")
                            : Files.createTempDirectory("headgate-bench-"));
            Runtime.getRuntime().addShutdownHook(folder.onSignal);
            long usable = Files.getFileStore(folder.path).getUsableSpace();
            if (usable < neededBytes) {
                folder.close();
                throw new UserError(
                        "The disk of '%s' has %d MB free; the benchmark needs %d MB. Make room, or give a folder on another disk with --dir."
                                .formatted(folder.path.getParent(), usable >> 20, neededBytes >> 20));
            }
        } catch (IOException refused) {
            throw new UserError(
                    "Making a folder for the benchmark failed: %s. Give a folder that can be written with --dir."
                            .formatted(refused),
                    refused);
        }
        return folder;
    }

    /** Whether the folder is in memory, where a sync costs nothing and says nothing. */
    boolean isInMemory() throws IOException {
        String type = Files.getFileStore(path).type();
        return type.equals("tmpfs") || type.equals("ramfs");
    }

    Path path() {
        return path;
    }

    /** A new empty folder in this one. */
    synchronized Path fresh() throws IOException {
        requireOpen();
        made++;
        return Files.createDirectory(path.resolve(Integer.toString(made)));
    }

    /** Starts a process that is killed with the folder at the latest. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        requireOpen();
        Process process = builder.start();
        processes.add(process.toHandle());
        return process;
    }

    /** Takes over a process that somebody else has started in this folder: it is killed with the folder at the latest. */
    synchronized void adopt(ProcessHandle process) {
        requireOpen();
        processes.add(process);
    }

    private void requireOpen() {
        if (cleared) {
            throw new BenchmarkException("The benchmark was ended.");
        }
    }

    /** Kills a process, as {@code kill -9} does, and waits until it is gone. */
    void kill(Process process) {
        process.destroyForcibly();
        process.onExit().join();
        synchronized (this) {
            processes.remove(process.toHandle());
        }
    }

    /** Removes a folder with all that is in it. */
    void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new Removal());
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException endedBySignal) {
            // The hook is what clears then.
            requireCleared();
        }
    }

    private synchronized void requireCleared() {
        if (!cleared) {
            throw new IllegalStateException("The benchmark's folder '" + path + "' was not removed.");
        }
    }

    private synchronized void clear() {
        if (cleared) {
            return;
        }
        cleared = true;
        for (ProcessHandle process : processes) {
            process.destroyForcibly();
            process.onExit().join();
        }
        try {
            remove(path);
        } catch (IOException refused) {
            throw new UncheckedIOException("Removing '" + path + "' failed. Remove it by hand.", refused);
        }
    }

    /** Deletes what it visits; what is gone already is fine. */
    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
