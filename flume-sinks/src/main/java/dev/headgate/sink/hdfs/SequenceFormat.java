package dev.headgate.sink.hdfs;

import dev.headgate.sink.EventTemplate;
import java.io.IOException;
import java.time.Instant;
import org.apache.flume.Event;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;

/**
 * Sequence files as Flume writes them: the key is the {@code timestamp} header as a {@code LongWritable}, or where it
 * is missing the time at which the file was begun; the value is the body as a {@code BytesWritable}. Compressed by
 * blocks.
 */
final class SequenceFormat implements FlushableFormat {
    private final Codec codec;

    /** Read once, as that takes longer than a small file. */
    private final Configuration configuration = new Configuration();

    private final SequenceFile.Writer.Option compression;

    SequenceFormat(Codec codec) {
        this.codec = codec;
        this.compression = codec == Codec.NONE
                ? SequenceFile.Writer.compression(CompressionType.NONE)
                : SequenceFile.Writer.compression(CompressionType.BLOCK, Compression.ofBlocks(codec));
    }

    @Override
    public String extension() {
        return "seq";
    }

    @Override
    public FlushableRecords open(FSDataOutputStream stream, Instant opened) throws IOException {
        SequenceFile.Writer writer = SequenceFile.createWriter(
                configuration,
                SequenceFile.Writer.stream(stream),
                SequenceFile.Writer.keyClass(LongWritable.class),
                SequenceFile.Writer.valueClass(BytesWritable.class),
                compression);
        return new Pairs(stream, writer, opened.toEpochMilli());
    }

    @Override
    public long wholeLength(FileSystem fileSystem, Path file) throws IOException {
        long whole = 0;
        long length = fileSystem.getFileStatus(file).getLen();
        try (SequenceFile.Reader reader = new SequenceFile.Reader(
                configuration, SequenceFile.Reader.stream(fileSystem.open(file)), SequenceFile.Reader.length(length))) {
            LongWritable key = new LongWritable();
            BytesWritable value = new BytesWritable();
            whole = reader.getPosition();
            while (reader.next(key, value)) {
                whole = reader.getPosition();
            }
        } catch (IOException failure) {
            if (!FlushableFormat.isTorn(failure)) {
                throw failure;
            }
        }
        return whole;
    }

    private final class Pairs implements FlushableRecords {
        private final FSDataOutputStream stream;
        private final SequenceFile.Writer writer;
        private final long opened;
        private final LongWritable key = new LongWritable();

        Pairs(FSDataOutputStream stream, SequenceFile.Writer writer, long opened) {
            this.stream = stream;
            this.writer = writer;
            this.opened = opened;
        }

        @Override
        public void append(Event event) throws IOException {
            key.set(EventTemplate.timeOf(event.getHeaders())
                    .map(Instant::toEpochMilli)
                    .orElse(opened));
            writer.append(key, new BytesWritable(event.getBody()));
        }

        @Override
        public void flush() throws IOException {
            if (codec != Codec.NONE) {
                writer.sync();
            }
        }

        @Override
        public long bytes() {
            return stream.getPos();
        }

        @Override
        public void close() throws IOException {
            writer.close();
            stream.close();
        }
    }
}
