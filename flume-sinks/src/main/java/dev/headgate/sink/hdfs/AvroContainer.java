package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.hadoop.fs.FSDataOutputStream;

/** An Avro container file in the making, filled with records that are encoded already. Used by one thread. */
final class AvroContainer {
    private static final int DEFLATE_LEVEL = 6;
    private static final int BLOCK_BYTES = 256 * 1024;

    private final FSDataOutputStream stream;
    private final DataFileWriter<Object> writer;
    private long waiting;

    AvroContainer(FSDataOutputStream stream, Schema schema, Codec codec) throws IOException {
        this.stream = stream;
        this.writer = new DataFileWriter<>(new GenericDatumWriter<Object>(schema));
        writer.setCodec(
                switch (codec) {
                    case NONE -> CodecFactory.nullCodec();
                    case GZIP -> CodecFactory.deflateCodec(DEFLATE_LEVEL);
                    case SNAPPY -> CodecFactory.snappyCodec();
                    case ZSTD, LZ4 -> throw new IllegalArgumentException("An Avro container takes no " + codec + ".");
                });
        writer.setSyncInterval(BLOCK_BYTES);
        writer.setFlushOnEveryBlock(false);
        writer.create(schema, (OutputStream) stream);
    }

    void append(ByteBuffer record) throws IOException {
        waiting = Math.min(BLOCK_BYTES, waiting + record.remaining());
        writer.appendEncoded(record);
    }

    /** What is in the file, and what waits for its block to be full. */
    long bytes() {
        return stream.getPos() + waiting;
    }

    void close() throws IOException {
        writer.close();
        waiting = 0;
    }
}
