package dev.headgate.channel.journal;

import dev.headgate.channel.journal.Disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log: a header, a snapshot, then records up to its end.
 *
 * <p>Its file is opened when it is first used. The journal's writer advances {@link #durableEnd}; readers read below it.
 */
final class Segment {
    static final int HEADER_SIZE = 512;
    static final int FORMAT_VERSION = 2;
    private static final long MAGIC = 0x48454144_47415445L; // HEADGATE
    private static final int CHECKED = 48;

    private final Disk disk;
    private final Path path;
    private final SegmentName name;
    private final UUID journal;
    private final int size;
    private final boolean isUsedAgain;
    private @Nullable Path spare;
    private @Nullable DiskFile file;
    private volatile int durableEnd;
    private volatile int syncedEnd;

    /** A segment that is there, all of which may be read. */
    Segment(Disk disk, Path path, UUID journal, int size) {
        this.disk = disk;
        this.path = path;
        this.name = SegmentName.of(path).orElseThrow();
        this.journal = journal;
        this.size = size;
        this.isUsedAgain = false;
        this.durableEnd = size;
        this.syncedEnd = size;
    }

    /** A new segment, which a spare will become when it {@link #appear appears}. */
    Segment(Disk disk, Spares.Spare spare, SegmentName name, UUID journal) {
        this.disk = disk;
        this.path = spare.file().resolveSibling(name.toString());
        this.name = name;
        this.journal = journal;
        this.size = spare.size();
        this.isUsedAgain = spare.isUsedAgain();
        this.spare = spare.file();
        this.durableEnd = HEADER_SIZE;
        this.syncedEnd = HEADER_SIZE;
    }

    /** Gives the spare its name as a segment, once. */
    synchronized void appear() throws IOException {
        if (spare != null) {
            disk.rename(spare, path);
            spare = null;
        }
    }

    Path path() {
        return path;
    }

    SegmentName name() {
        return name;
    }

    UUID journal() {
        return journal;
    }

    int size() {
        return size;
    }

    /** Whether its file was another segment before: then takes keep up with puts, and the page cache has much of it. */
    boolean isUsedAgain() {
        return isUsedAgain;
    }

    long number() {
        return name.number();
    }

    long firstPosition() {
        return name.firstPosition();
    }

    /** Offset before which everything may be read. */
    int durableEnd() {
        return durableEnd;
    }

    void durableEnd(int end) {
        durableEnd = end;
    }

    /** Offset before which everything is on disk: with {@code sync: interval} it lags behind what may be read. */
    int syncedEnd() {
        return syncedEnd;
    }

    /** All that may be read is on disk. */
    void synced() {
        syncedEnd = durableEnd;
    }

    /** Goes on behind the given offset. */
    void resumeAt(int end) {
        durableEnd = end;
        syncedEnd = end;
    }

    synchronized DiskFile file() throws IOException {
        if (file == null) {
            file = disk.open(path);
        }
        return file;
    }

    /** Closes the file; it is opened again when it is used again. */
    synchronized void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }

    ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
        header.putLong(MAGIC)
                .putInt(FORMAT_VERSION)
                .putInt(HEADER_SIZE)
                .putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(name.number())
                .putLong(name.firstPosition());
        header.putInt(RecordHeader.checksum(header, 0, CHECKED));
        return header.clear();
    }

    /** Whether the header is whole. */
    boolean hasHeader() throws IOException {
        return journal.equals(readJournal(file(), path, number()));
    }

    /**
     * The journal that a segment's file belongs to, or null where its header is damaged or was never written.
     *
     * @throws IOException also where the segment was written by a release that this one does not understand
     */
    static @Nullable UUID readJournal(DiskFile file, Path path, long number) throws IOException {
        byte[] bytes = new byte[HEADER_SIZE];
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (file.read(bytes, HEADER_SIZE, 0) < HEADER_SIZE
                || header.getLong(0) != MAGIC
                || header.getInt(CHECKED) != RecordHeader.checksum(header, 0, CHECKED)
                || header.getLong(32) != number) {
            return null;
        }
        if (header.getInt(8) != FORMAT_VERSION) {
            throw new IOException(
                    "Reading segment '%s' failed: it has format %d, and this release knows %d. Empty the journal with the release that wrote it first."
                            .formatted(path, header.getInt(8), FORMAT_VERSION));
        }
        return new UUID(header.getLong(16), header.getLong(24));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
