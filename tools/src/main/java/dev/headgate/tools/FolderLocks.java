package dev.headgate.tools;

import dev.headgate.topology.cli.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the locks of a file channel, as the channel itself would, so that no agent starts it meanwhile. */
final class FolderLocks implements Closeable {
    private final List<FileChannel> held = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();

    private final FileChannelFolders folders;

    FolderLocks(FileChannelFolders folders) {
        this.folders = folders;
    }

    /**
     * Takes the locks; those that it took are to be closed also where it fails.
     *
     * @throws UserError where an agent has one
     */
    void take() throws IOException {
        for (Path folder : folders.all()) {
            take(folder);
        }
    }

    private void take(Path folder) throws IOException {
        Path path = folder.resolve(FileChannelFolders.LOCK);
        boolean isNew = !Files.exists(path);
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        held.add(file);
        if (tryLock(file) == null) {
            throw new UserError("Reading the file channel in '%s' failed: an agent has it. Stop the agent first."
                    .formatted(folder));
        }
        if (isNew) {
            made.add(path);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        for (Path path : made) {
            Files.deleteIfExists(path);
        }
        for (FileChannel file : held) {
            file.close();
        }
    }
}
