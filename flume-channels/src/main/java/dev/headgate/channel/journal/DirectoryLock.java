package dev.headgate.channel.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps a folder to one journal of one process. The operating system lets go of it when the process ends. */
final class DirectoryLock implements Closeable {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the folder.
     *
     * @throws IOException where another has it; the message says who
     */
    static DirectoryLock take(Path directory, Instant now) throws IOException {
        Files.createDirectories(directory);
        FileChannel file = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (tryLock(file, false) == null) {
                throw inUse(directory, file, "Stop that one, or give each its own folder.");
            }
            byte[] self = "process %d since %s\n"
                    .formatted(ProcessHandle.current().pid(), now)
                    .getBytes(StandardCharsets.UTF_8);
            file.truncate(0).write(ByteBuffer.wrap(self), 0);
            return new DirectoryLock(file);
        } catch (IOException refused) {
            file.close();
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
        Path path = directory.resolve("lock");
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (tryLock(file, true) == null) {
                throw inUse(directory, file, "Stop the agent first.");
            }
            return Optional.of(new DirectoryLock(file));
        } catch (IOException refused) {
            file.close();
            throw refused;
        }
    }

    private static IOException inUse(Path directory, FileChannel file, String remedy) throws IOException {
        return new IOException("Opening the journal in '%s' failed: it is in use by %s. %s"
                .formatted(directory, holder(file), remedy));
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
    }
}
