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
            if (tryLock(file) == null) {
                throw new IOException(
                        "Opening the journal in '%s' failed: it is in use by %s. Stop that one, or give each its own folder."
                                .formatted(directory, holder(file)));
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

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
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
