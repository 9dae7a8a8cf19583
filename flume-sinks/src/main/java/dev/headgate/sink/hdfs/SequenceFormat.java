package dev.headgate.sink.hdfs;

import dev.headgate.sink.EventTemplate;
import java.io.IOException;
import java.time.Instant;
import org.apache.flume.Event;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;

/**
 * Sequence files as Flume writes them: the key is the {@code timestamp} header as a {@code LongWritable}, or where it
 * is missing the time at which the file was begun; the value is the body as a {@code BytesWritable}. Compressed by
 * blocks.
 */
final class SequenceFormat implements RecordFormat {
    private final Codec codec;

    SequenceFormat(Codec codec) {
        this.codec = codec;
    }

    @Override
    public String extension() {
        return "seq";
    }

    @Override
    public Records open(FSDataOutputStream stream, Instant opened) throws IOException {
        SequenceFile.Writer writer = SequenceFile.createWriter(
                new Configuration(),
                SequenceFile.Writer.stream(stream),
                SequenceFile.Writer.keyClass(LongWritable.class),
                SequenceFile.Writer.valueClass(BytesWritable.class),
                SequenceFile.Writer.compression(
                        codec == Codec.NONE ? CompressionType.NONE : CompressionType.BLOCK,
                        Compression.ofBlocks(codec)));
        return new Pairs(stream, writer, opened.toEpochMilli());
    }

    private static final class Pairs implements Records {
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
