package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file systems of this machine for somebody who only looks: needs no right to write and refuses to. */
final class ReadOnlyDisk implements Disk {
    private final Disk disk = new LocalDisk();

    @Override
    public DiskFile open(Path file) throws IOException {
        return new ReadOnlyFile(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    @Override
    public long size(Path file) throws IOException {
        return disk.size(file);
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return disk.usableBytes(folder);
    }

    @Override
    public void allocate(Path file, long size) {
        throw refusal(file);
    }

    @Override
    public void rename(Path from, Path to) {
        throw refusal(from);
    }

    @Override
    public void delete(Path file) {
        throw refusal(file);
    }

    private static UnsupportedOperationException refusal(Path file) {
        return new UnsupportedOperationException("'" + file + "' is only looked at.");
    }

    private record ReadOnlyFile(Path path, FileChannel channel) implements DiskFile {
        @Override
        public void write(List<ByteBuffer> buffers, long offset, boolean readSoon) {
            throw new UnsupportedOperationException("The file is only looked at.");
        }

        @Override
        public void sync() {
            // Nothing was written.
        }

        @Override
        public int read(byte[] into, int length, long offset) throws IOException {
            ByteBuffer target = ByteBuffer.wrap(into, 0, length);
            while (target.hasRemaining() && channel.read(target, offset + target.position()) >= 0) {
                // Until it is full or the file ends.
            }
            return target.position();
        }

        @Override
        public boolean isReachable() {
            return PastCache.canRead(path);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
