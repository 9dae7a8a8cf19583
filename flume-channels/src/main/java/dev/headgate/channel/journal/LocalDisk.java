package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The file systems of this machine. Safe for threads, which may be interrupted. */
final class LocalDisk implements Disk {
    private final PastCache pastCache = new PastCache();

    @Override
    public void allocate(Path file, long size) throws IOException {
        try {
            uninterrupted(() -> pastCache.fillWithZeros(file, size));
        } catch (IOException refused) {
            Files.deleteIfExists(file);
            throw refused;
        }
        syncFolder(file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new LocalFile(file, pastCache);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(to);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
        syncFolder(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static void syncFolder(Path file) throws IOException {
        uninterrupted(() -> {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        });
    }

    /** Work on channels, which an interrupt closes. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** Does it again from the beginning when an interrupt comes in between; the interrupt is kept. */
    private static void uninterrupted(Work work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    work.run();
                    return;
                } catch (ClosedByInterruptException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
