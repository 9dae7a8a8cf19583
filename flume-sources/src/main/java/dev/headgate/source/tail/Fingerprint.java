package dev.headgate.source.tail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The first bytes of a file as a checksum: they tell it from another file that was given the same inode, and from its own
 * former content after a truncation.
 *
 * @param length how many bytes are covered, at most {@link #LONGEST}
 * @param checksum their CRC-32C
 */
record Fingerprint(int length, long checksum) {
    static final int LONGEST = 1024;
    static final Fingerprint NONE = new Fingerprint(0, 0);

    /** Reads what a fingerprint is made of: the first bytes that there are. */
    static byte[] head(RandomAccessFile file) throws IOException {
        byte[] head = new byte[(int) Math.min(LONGEST, file.length())];
        int filled = 0;
        file.seek(0);
        while (filled < head.length) {
            int count = file.read(head, filled, head.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled == head.length ? head : Arrays.copyOf(head, filled);
    }

    static Fingerprint of(byte[] head) {
        return of(head, head.length);
    }

    /** Whether a file that begins with these bytes may be the one that was seen before. */
    boolean fits(byte[] head) {
        return head.length >= length && of(head, length).checksum == checksum;
    }

    private static Fingerprint of(byte[] head, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(head, 0, length);
        return new Fingerprint(length, checksum.getValue());
    }
}
