package dev.headgate.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;

/**
 * What a disk can do at most for a writer that syncs: appends to a file that is already filled with zeros, each followed by
 * {@code fdatasync}. One thread, no more data in flight than one append.
 *
 * <p>The file is written from its beginning again when it is full, which costs the disk the same.
 *
 * @param appendBytes size of one append
 * @param counted how long is measured
 */
record DiskLimit(int appendBytes, Duration counted) {
    private static final int FILE_BYTES = 256 << 20;
    private static final int CHUNK_BYTES = 1 << 20;

    /** Measures once, in a new file in the folder. Gives bytes per second. */
    double measure(Path folder) throws IOException {
        Path file = folder.resolve("limit");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            fill(channel);
            return append(channel);
        }
    }

    private static void fill(FileChannel channel) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (int written = 0; written < FILE_BYTES; written += CHUNK_BYTES) {
            writeFully(channel, zeros.clear(), written);
        }
        channel.force(true);
    }

    private double append(FileChannel channel) throws IOException {
        byte[] noise = new byte[appendBytes];
        new Random(1).nextBytes(noise);
        ByteBuffer bytes = ByteBuffer.allocateDirect(appendBytes).put(noise);
        int offset = 0;
        long total = 0;
        long begun = System.nanoTime();
        long elapsed;
        do {
            if (offset > FILE_BYTES - appendBytes) {
                offset = 0;
            }
            writeFully(channel, bytes.clear(), offset);
            channel.force(false);
            offset += appendBytes;
            total += appendBytes;
            elapsed = System.nanoTime() - begun;
        } while (elapsed < counted.toNanos());
        return total * 1e9 / elapsed;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
