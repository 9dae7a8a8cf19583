package dev.headgate.sink.hdfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Avro containers of Flume's own events: a record {@code Event} of headers, a map of strings, and body, bytes. */
final class AvroEventFormat implements FlushableFormat {
    private static final Schema EVENT = SchemaBuilder.record("Event")
            .fields()
            .name("headers")
            .type()
            .map()
            .values()
            .stringType()
            .noDefault()
            .requiredBytes("body")
            .endRecord();

    private final Codec codec;

    AvroEventFormat(Codec codec) {
        this.codec = codec;
    }

    @Override
    public String extension() {
        return "avro";
    }

    @Override
    public FlushableRecords open(FSDataOutputStream stream, Instant opened) throws IOException {
        return new Events(new AvroContainer(stream, EVENT, codec));
    }

    @Override
    public long wholeLength(FileSystem fileSystem, Path file) throws IOException {
        return AvroContainer.wholeLength(fileSystem, file);
    }

    private static final class Events implements FlushableRecords {
        private final AvroContainer container;
        private final ByteArrayOutputStream record = new ByteArrayOutputStream(1024);
        private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(record, null);

        Events(AvroContainer container) {
            this.container = container;
        }

        @Override
        public void append(Event event) throws IOException {
            record.reset();
            Map<String, String> headers = event.getHeaders();
            encoder.writeMapStart();
            encoder.setItemCount(headers.size());
            for (Map.Entry<String, String> header : headers.entrySet()) {
                encoder.startItem();
                writeText(header.getKey());
                writeText(header.getValue());
            }
            encoder.writeMapEnd();
            encoder.writeBytes(event.getBody());
            container.append(ByteBuffer.wrap(record.toByteArray()));
        }

        private void writeText(String text) throws IOException {
            encoder.writeBytes(text.getBytes(StandardCharsets.UTF_8));
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
