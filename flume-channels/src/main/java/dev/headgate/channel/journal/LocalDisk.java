package dev.headgate.channel.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The file systems of this machine. */
final class LocalDisk implements Disk {
    private static final int CHUNK = 1 << 20;

    @Override
    public void allocate(Path file, long size) throws IOException {
        // A committing thread may be interrupted, and a channel would then close instead of writing.
        try (RandomAccessFile fresh = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] zeros = new byte[(int) Math.min(CHUNK, size)];
            for (long left = size; left > 0; left -= zeros.length) {
                fresh.write(zeros, 0, (int) Math.min(zeros.length, left));
            }
            fresh.getFD().sync();
        } catch (IOException refused) {
            Files.deleteIfExists(file);
            throw refused;
        }
        syncFolder(file);
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new LocalFile(file);
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
        boolean interrupted = false;
        try {
            while (!syncFolderOnce(file)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it was done; it is not where an interrupt came in between. */
    private static boolean syncFolderOnce(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
            return true;
        } catch (ClosedByInterruptException interrupted) {
            return false;
        }
    }

    /**
     * Writes through a channel, reads through a random access file: an interrupt of a reading thread would close a
     * channel for everybody. Only the journal's own thread writes, and nobody interrupts that.
     */
    private static final class LocalFile implements DiskFile {
        private final RandomAccessFile reader;
        private final FileChannel writer;

        LocalFile(Path file) throws IOException {
            writer = FileChannel.open(file, StandardOpenOption.WRITE);
            try {
                reader = new RandomAccessFile(file.toFile(), "r");
            } catch (IOException refused) {
                writer.close();
                throw refused;
            }
        }

        @Override
        public void write(List<ByteBuffer> buffers, long offset) throws IOException {
            ByteBuffer[] sources = buffers.toArray(ByteBuffer[]::new);
            writer.position(offset);
            for (int first = 0; first < sources.length; ) {
                writer.write(sources, first, sources.length - first);
                while (first < sources.length && !sources[first].hasRemaining()) {
                    first++;
                }
            }
        }

        @Override
        public void sync() throws IOException {
            writer.force(false);
        }

        @Override
        public int read(byte[] into, int length, long offset) throws IOException {
            reader.seek(offset);
            int total = 0;
            while (total < length) {
                int read = reader.read(into, total, length - total);
                if (read < 0) {
                    break;
                }
                total += read;
            }
            return total;
        }

        @Override
        public void close() throws IOException {
            try (reader) {
                writer.close();
            }
        }
    }
}
