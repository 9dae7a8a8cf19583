package dev.headgate.channel.journal;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes to files past the page cache, in whole blocks: for bytes that nobody reads soon. To find pages for them can take
 * several times what the disk takes. Where a file system knows no such writes, they go through the page cache.
 *
 * <p>Safe for threads.
 */
final class PastCache {
    /** What is written is aligned to. A file system with other blocks is written through the page cache. */
    static final int BLOCK = 4096;

    private static final int CHUNK = 1 << 20;

    /** Never written to. */
    static final ByteBuffer ZEROS = aligned().asReadOnlyBuffer();

    private @Nullable ByteBuffer staged;

    private static ByteBuffer aligned() {
        return ByteBuffer.allocateDirect(CHUNK + BLOCK).alignedSlice(BLOCK).limit(CHUNK);
    }

    /** Makes a file of zeros that is on disk when this returns. */
    void fillWithZeros(Path file, long size) throws IOException {
        long whole = size / BLOCK * BLOCK;
        try (FileChannel fresh = open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long at = 0; at < whole; at += CHUNK) {
                writeFully(fresh, ZEROS.duplicate().limit((int) Math.min(CHUNK, whole - at)), at);
            }
        }
        try (FileChannel rest = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeFully(rest, ZEROS.duplicate().limit((int) (size - whole)), whole);
            rest.force(true);
        }
    }

    /** Opens a file whose whole blocks {@link #write} can write. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> past = new HashSet<>(Set.of(options));
        past.add(ExtendedOpenOption.DIRECT);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.getFileStore(folder).getBlockSize() == BLOCK) {
            try {
                return FileChannel.open(file, past);
            } catch (IOException | UnsupportedOperationException notHere) {
                // What else may be wrong shows right below.
                return FileChannel.open(file, options);
            }
        }
        return FileChannel.open(file, options);
    }

    /** Writes whole blocks of what is gathered, from the beginning of a block on. */
    synchronized void write(FileChannel file, Gathered source, long offset, long length) throws IOException {
        ByteBuffer chunk = staged == null ? aligned() : staged;
        staged = chunk;
        for (long done = 0; done < length; done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK, length - done));
            source.fill(chunk);
            writeFully(file, chunk.flip(), offset + done);
        }
    }

    /** Whether the first or the last block of a file can be read from its disk now. */
    static boolean canRead(Path file) {
        try (FileChannel open = open(file, StandardOpenOption.READ)) {
            return canRead(open, 0) || canRead(open, Math.max(0, open.size() - 1) / BLOCK * BLOCK);
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean canRead(FileChannel file, long offset) {
        try {
            ByteBuffer block =
                    ByteBuffer.allocateDirect(2 * BLOCK).alignedSlice(BLOCK).limit(BLOCK);
            return file.read(block, offset) > 0;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void writeFully(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }
}
