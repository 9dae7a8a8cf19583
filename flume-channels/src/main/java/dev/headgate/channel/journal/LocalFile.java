package dev.headgate.channel.journal;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of this machine.
 *
 * <p>Writes through a channel, reads through a random access file: an interrupt of a reading thread would close a channel
 * for everybody. Only the journal's own thread writes, and nobody interrupts that.
 *
 * <p>What is written ends with zeros up to the end of its block: a part of a block that is not in the page cache would be
 * read from disk first. What goes past the page cache begins with the block that the last write ended in, once more.
 */
final class LocalFile implements DiskFile {
    /** Of less than this one more copy costs less than to wait for the disk twice. */
    private static final int LEAST_PAST_CACHE = 128 << 10;

    private final Path path;
    private final PastCache pastCache;
    private final FileChannel writer;
    private final RandomAccessFile reader;
    private final long size;
    private final LastBlock lastBlock = new LastBlock();
    private @Nullable FileChannel past;

    LocalFile(Path path, PastCache pastCache) throws IOException {
        this.path = path;
        this.pastCache = pastCache;
        this.writer = FileChannel.open(path, StandardOpenOption.WRITE);
        try {
            this.reader = new RandomAccessFile(path.toFile(), "r");
            this.size = reader.length();
        } catch (IOException refused) {
            writer.close();
            throw refused;
        }
    }

    @Override
    public void write(List<ByteBuffer> buffers, long offset, boolean readSoon) throws IOException {
        long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        long end = offset + length;
        boolean isPast = !readSoon && length >= LEAST_PAST_CACHE && blocks(end + PastCache.BLOCK - 1) <= size;
        ByteBuffer before = isPast ? lastBlock.before(offset) : null;
        lastBlock.keep(buffers, end);
        List<ByteBuffer> padded = new ArrayList<>(buffers);
        padded.add(padding(end));
        if (before == null) {
            write(padded, offset);
        } else {
            padded.add(0, before);
            Gathered whole = new Gathered(padded);
            pastCache.write(past(), whole, blocks(offset), whole.remaining());
        }
    }

    private FileChannel past() throws IOException {
        if (past == null) {
            past = PastCache.open(path, StandardOpenOption.WRITE);
        }
        return past;
    }

    /** What lies before the block of an offset. */
    private static long blocks(long offset) {
        return offset / PastCache.BLOCK * PastCache.BLOCK;
    }

    private ByteBuffer padding(long end) {
        long padded = Math.min(blocks(end + PastCache.BLOCK - 1), size);
        return PastCache.ZEROS.duplicate().limit((int) Math.max(0, padded - end));
    }

    private void write(List<ByteBuffer> buffers, long offset) throws IOException {
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
    public boolean isReachable() {
        return PastCache.canRead(path);
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            try (writer) {
                if (past != null) {
                    past.close();
                }
            }
        }
    }
}
