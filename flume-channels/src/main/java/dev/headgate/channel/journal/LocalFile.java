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
 * <p>What is written ends with zeros up to the end of its block. A part of a block that is not in the page cache would be
 * read from disk first.
 */
final class LocalFile implements DiskFile {
    /** Of less than this the writes of the two blocks at its ends cost more than the page cache. */
    private static final int LEAST_PAST_CACHE = 128 << 10;

    private final Path path;
    private final PastCache pastCache;
    private final FileChannel writer;
    private final RandomAccessFile reader;
    private final long size;
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
        Gathered bytes = new Gathered(buffers);
        long end = offset + bytes.remaining();
        if (readSoon || bytes.remaining() < LEAST_PAST_CACHE) {
            List<ByteBuffer> padded = new ArrayList<>(buffers);
            padded.add(padding(end));
            write(padded, offset);
            return;
        }
        long firstWhole = blocks(offset + PastCache.BLOCK - 1);
        long behindWhole = blocks(end);
        write(List.of(take(bytes, firstWhole - offset)), offset);
        if (past == null) {
            past = PastCache.open(path, StandardOpenOption.WRITE);
        }
        pastCache.write(past, bytes, firstWhole, behindWhole - firstWhole);
        write(List.of(take(bytes, end - behindWhole), padding(end)), behindWhole);
    }

    /** What lies before the block of an offset. */
    private static long blocks(long offset) {
        return offset / PastCache.BLOCK * PastCache.BLOCK;
    }

    private static ByteBuffer take(Gathered bytes, long length) {
        ByteBuffer taken = ByteBuffer.allocate((int) length);
        bytes.fill(taken);
        return taken.flip();
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
