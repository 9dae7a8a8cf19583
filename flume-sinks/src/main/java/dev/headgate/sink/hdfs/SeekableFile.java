package dev.headgate.sink.hdfs;

import java.io.IOException;
import org.apache.avro.file.SeekableInput;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of Hadoop's as Avro reads it. Used by one thread. */
final class SeekableFile implements SeekableInput {
    private final FSDataInputStream in;
    private final long length;

    SeekableFile(FileSystem fileSystem, Path file) throws IOException {
        this.length = fileSystem.getFileStatus(file).getLen();
        this.in = fileSystem.open(file);
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    @Override
    public long tell() throws IOException {
        return in.getPos();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        return in.read(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
