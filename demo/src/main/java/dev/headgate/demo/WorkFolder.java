package dev.headgate.demo;

import dev.headgate.topology.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds all files of a run. It is removed when it is closed, and also where the process is ended by a
 * signal: then what works in it is closed first. Safe for threads.
 */
final class WorkFolder implements AutoCloseable {
    private static final long NEEDED_BYTES = 2L << 30;

    private final Path path;
    private final boolean keep;
    private final Thread hook = new Thread(this::endBySignal, "work-folder");
    private Runnable onSignal = () -> {};
    private boolean closed;

    private WorkFolder(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
    }

    static WorkFolder make(Optional<Path> wanted, boolean keep) {
        WorkFolder folder;
        try {
            Path path = wanted.isPresent() ? empty(wanted.get()) : Files.createTempDirectory("headgate-demo-");
            folder = new WorkFolder(path.toRealPath(), keep);
        } catch (IOException refused) {
            throw new UserError(
                    "Making the demo's folder failed: %s. Give another with --work.".formatted(refused), refused);
        }
        folder.requireRoom();
        Runtime.getRuntime().addShutdownHook(folder.hook);
        return folder;
    }

    private static Path empty(Path path) throws IOException {
        Files.createDirectories(path);
        try (Stream<Path> files = Files.list(path)) {
            if (files.findAny().isPresent()) {
                throw new UserError("Bad value '%s' for '--work': the folder is not empty. Give an empty or a new one."
                        .formatted(path));
            }
        }
        return path;
    }

    private void requireRoom() {
        try {
            long usable = Files.getFileStore(path).getUsableSpace();
            if (usable < NEEDED_BYTES) {
                Files.delete(path);
                throw new UserError(
                        "The disk of '%s' has %d MB free; the demo needs %d MB. Make room, or give a folder on another disk with --work."
                                .formatted(path, usable >> 20, NEEDED_BYTES >> 20));
            }
        } catch (IOException unreadable) {
            throw new UserError("Reading the free space of '%s' failed: %s.".formatted(path, unreadable), unreadable);
        }
    }

    Path path() {
        return path;
    }

    /** What to do first where a signal ends the process: ends whoever works in the folder. */
    synchronized void onSignal(Runnable end) {
        onSignal = end;
    }

    private synchronized void endBySignal() {
        if (!closed) {
            onSignal.run();
            remove();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            remove();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                // The hook runs next, and finds the folder closed.
                return;
            }
        }
    }

    private void remove() {
        if (keep) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(path)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Removing '" + path + "' failed. Remove it by hand.", unreadable);
        }
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException refused) {
                throw new UncheckedIOException("Removing '" + file + "' failed. Remove it by hand.", refused);
            }
        }
    }
}
