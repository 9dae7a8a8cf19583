package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryData;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** An Avro container file in the making, filled with records that are encoded already. Used by one thread. */
final class AvroContainer {
    private static final int DEFLATE_LEVEL = 6;
    private static final int LONGEST_NUMBER = 10;
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
                    case ZSTD -> AvroZstd.FACTORY;
                    case LZ4 -> throw new IllegalArgumentException("An Avro container takes no " + codec + ".");
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

    /** Ends the block, and hands it on to the stream. */
    void flush() throws IOException {
        writer.flush();
        waiting = 0;
    }

    /** How long the part of a container is that holds whole blocks alone. */
    static long wholeLength(FileSystem fileSystem, Path file) throws IOException {
        long whole = 0;
        try (DataFileReader<Object> blocks =
                new DataFileReader<>(new SeekableFile(fileSystem, file), new GenericDatumReader<>())) {
            whole = blocks.previousSync();
            while (blocks.hasNext()) {
                whole += length(blocks.getBlockCount()) + length(blocks.getBlockSize()) + blocks.getBlockSize();
                whole += DataFileConstants.SYNC_SIZE;
                blocks.nextBlock();
            }
        } catch (AvroRuntimeException unreadable) {
            throw new IOException("'" + file + "' cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (IOException failure) {
            if (!FlushableFormat.isTorn(failure)) {
                throw failure;
            }
        }
        return whole;
    }

    /** What a number takes in a file. */
    private static int length(long number) {
        return BinaryData.encodeLong(number, new byte[LONGEST_NUMBER], 0);
    }

    void close() throws IOException {
        writer.close();
        waiting = 0;
    }
}
