package dev.headgate.channel.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What the journal asks of a file system. Tests put one underneath that loses power. */
interface Disk {
    /**
     * Makes a file of the given size whose blocks are all taken and on disk, so that writing into it cannot run out of
     * room.
     */
    void allocate(Path file, long size) throws IOException;

    DiskFile open(Path file) throws IOException;

    /** Gives a file another name in its folder; on disk when this returns. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; on disk when this returns. */
    void delete(Path file) throws IOException;

    /** The regular files of a folder, in the order of their names. */
    List<Path> list(Path folder) throws IOException;

    long size(Path file) throws IOException;

    /** Bytes that can still be written to the folder's file system. */
    long usableBytes(Path folder) throws IOException;

    /** An open file. Written by one thread and read by another at the same time. */
    interface DiskFile extends Closeable {
        /**
         * Writes all that remains in the buffers, one behind the other. Up to 4 KB behind them are written with zeros.
         *
         * @param readSoon whether they are likely to be read soon; what is not is kept out of the page cache
         */
        void write(List<ByteBuffer> buffers, long offset, boolean readSoon) throws IOException;

        /** Brings what was written to disk (fdatasync). */
        void sync() throws IOException;

        /**
         * Reads into an array; not ended by an interrupt.
         *
         * @return bytes read; fewer than asked for only at the end of the file
         */
        int read(byte[] into, int length, long offset) throws IOException;

        /** Whether the disk answers at all: reads a little of the file from it. */
        boolean isReachable();
    }
}
