package dev.headgate.channel.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a folder to one journal of one process. The operating system lets go of it when the process ends. */
final class DirectoryLock implements Closeable {
    private static final String FILE = "lock";

    /**
     * The folders that this process has. To close any handle of a lock's file lets go of the lock for the whole process,
     * so a second one may not even be opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel file;
    private final Path held;

    private DirectoryLock(FileChannel file, Path held) {
        this.file = file;
        this.held = held;
    }

    /**
     * Takes the folder.
     *
     * @throws IOException where another has it; the message says who
     */
    static DirectoryLock take(Path directory, Instant now) throws IOException {
        Files.createDirectories(directory);
        DirectoryLock lock = lock(
                directory,
                false,
                "Stop that one, or give each its own folder.",
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            byte[] self = "process %d since %s\n"
                    .formatted(ProcessHandle.current().pid(), now)
                    .getBytes(StandardCharsets.UTF_8);
            lock.file.truncate(0).write(ByteBuffer.wrap(self), 0);
            return lock;
        } catch (IOException refused) {
            lock.close();
            throw refused;
        }
    }

    /**
     * Keeps everybody from taking the folder while it is looked at; others may look at the same time. Writes nothing.
     *
     * @return nothing where nobody ever took the folder
     * @throws IOException where another has it; the message says who
     */
    static Optional<DirectoryLock> share(Path directory) throws IOException {
        return Files.exists(directory.resolve(FILE))
                ? Optional.of(lock(directory, true, "Stop the agent first.", StandardOpenOption.READ))
                : Optional.empty();
    }

    private static DirectoryLock lock(Path directory, boolean shared, String remedy, OpenOption... options)
            throws IOException {
        Path held = directory.toRealPath();
        if (!HELD.add(held)) {
            throw inUse(directory, "this process, " + ProcessHandle.current().pid() + ", already", remedy);
        }
        FileChannel file = null;
        try {
            file = FileChannel.open(held.resolve(FILE), options);
            if (tryLock(file, shared) == null) {
                throw inUse(directory, holder(file), remedy);
            }
            return new DirectoryLock(file, held);
        } catch (IOException refused) {
            HELD.remove(held);
            if (file != null) {
                file.close();
            }
            throw refused;
        }
    }

    private static IOException inUse(Path directory, String holder, String remedy) {
        return new IOException(
                "Opening the journal in '%s' failed: it is in use by %s. %s".formatted(directory, holder, remedy));
    }

    private static @Nullable FileLock tryLock(FileChannel file, boolean shared) throws IOException {
        try {
            return file.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        file.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
        return holder.isEmpty() ? "a process that did not say its name" : holder;
    }

    @Override
    public void close() throws IOException {
        file.close();
        HELD.remove(held);
    }
}
