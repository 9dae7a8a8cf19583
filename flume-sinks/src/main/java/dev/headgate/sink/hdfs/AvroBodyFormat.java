package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Avro containers of a given schema: each body is a record of it, in Avro's binary encoding. Headers are not written.
 *
 * <p>A body is read by the schema before it is written, as one that does not fit would break the file.
 */
final class AvroBodyFormat implements FlushableFormat {
    private final Path schemaFile;
    private final Codec codec;

    AvroBodyFormat(Path schemaFile, Codec codec) {
        this.schemaFile = schemaFile;
        this.codec = codec;
    }

    private Schema schema() throws IOException {
        try {
            return new Schema.Parser().parse(schemaFile.toFile());
        } catch (IOException | AvroRuntimeException refused) {
            throw new IOException(
                    "'%s' of key 'avro-schema' cannot be read as an Avro schema: %s. Mend the file"
                            .formatted(schemaFile, refused.getMessage()),
                    refused);
        }
    }

    @Override
    public String extension() {
        return "avro";
    }

    @Override
    public FlushableRecords open(FSDataOutputStream stream, Instant opened) throws IOException {
        Schema schema = schema();
        return new Bodies(new AvroContainer(stream, schema, codec), schema);
    }

    @Override
    public long wholeLength(FileSystem fileSystem, org.apache.hadoop.fs.Path file) throws IOException {
        return AvroContainer.wholeLength(fileSystem, file);
    }

    private static final class Bodies implements FlushableRecords {
        private final AvroContainer container;
        private final GenericDatumReader<Object> reader;
        private @Nullable BinaryDecoder decoder;
        private @Nullable Object last;

        Bodies(AvroContainer container, Schema schema) {
            this.container = container;
            this.reader = new GenericDatumReader<>(schema);
        }

        @Override
        public void append(Event event) throws IOException, UnfitEventException {
            check(event.getBody());
            container.append(ByteBuffer.wrap(event.getBody()));
        }

        private void check(byte[] body) throws UnfitEventException {
            BinaryDecoder reading = DecoderFactory.get().binaryDecoder(body, decoder);
            decoder = reading;
            try {
                last = reader.read(last, reading);
                if (!reading.isEnd()) {
                    throw new UnfitEventException("its body goes on behind the record of the Avro schema");
                }
            } catch (IOException | RuntimeException unfit) {
                last = null;
                throw new UnfitEventException("its body is no record of the Avro schema: " + unfit, unfit);
            }
        }

        @Override
        public long bytes() {
            return container.bytes();
        }

        @Override
        public void flush() throws IOException {
            container.flush();
        }

        @Override
        public void close() throws IOException {
            container.close();
        }
    }
}
