package dev.headgate.channel.journal;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Reads a segment around the blocks that its disk refuses for good: in their place stand zeros, which are no whole record,
 * so that they are set aside as any damage. Where the disk refuses everything it is gone, and not its data.
 *
 * <p>Used by one thread.
 */
final class UnreadableBlocks {
    private static final int BLOCK = 4096;

    private final TreeSet<Integer> refused = new TreeSet<>();

    /** Whether one of the blocks between two offsets was refused. */
    boolean isIn(int from, int to) {
        Integer block = refused.higher(from - BLOCK);
        return block != null && block < to;
    }

    /**
     * Reads into an array.
     *
     * @return bytes read; fewer than asked for only at the end of the file
     * @throws IOException where the disk refuses everything; it may be back later
     */
    int read(Segment segment, byte[] into, int length, int offset) throws IOException {
        DiskFile file = segment.file();
        try {
            return file.read(into, length, offset);
        } catch (IOException failed) {
            if (!file.isReachable()) {
                throw failed;
            }
        }
        int total = Math.min(length, segment.size() - offset);
        for (int at = offset; at < offset + total; ) {
            int end = Math.min(offset + total, (at / BLOCK + 1) * BLOCK);
            readBlock(file, into, at, end, offset);
            at = end;
        }
        return total;
    }

    private void readBlock(DiskFile file, byte[] into, int from, int to, int intoOffset) throws IOException {
        byte[] block = new byte[to - from];
        try {
            if (file.read(block, block.length, from) < block.length) {
                Arrays.fill(block, (byte) 0);
            }
        } catch (IOException refusedAgain) {
            refused.add(from / BLOCK * BLOCK);
            Arrays.fill(block, (byte) 0);
        }
        System.arraycopy(block, 0, into, from - intoOffset, block.length);
    }
}
