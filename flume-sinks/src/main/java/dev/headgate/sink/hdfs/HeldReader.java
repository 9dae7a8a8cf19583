package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads held events again, with the positions that they had in their journal. Used by one thread. */
final class HeldReader implements AutoCloseable {
    private static final int SOME = 1000;
    private static final long SOME_BYTES = 1 << 20;

    private final Path file;
    private final DataFileReader<GenericRecord> records;

    private HeldReader(Path file, DataFileReader<GenericRecord> records) {
        this.file = file;
        this.records = records;
    }

    /** The event as it is held. A journal takes this header off, so no event comes with one. */
    static PositionedEvent withPosition(PositionedEvent event) {
        Map<String, String> headers = new HashMap<>(event.event().getHeaders());
        headers.put(EventHeaders.POSITION, Long.toString(event.position()));
        return new PositionedEvent(
                event.position(), EventBuilder.withBody(event.event().getBody(), headers));
    }

    static HeldReader open(FileSystem fileSystem, Path file) throws IOException {
        return new HeldReader(
                file, new DataFileReader<>(new SeekableFile(fileSystem, file), new GenericDatumReader<>()));
    }

    /** How many events a file holds, all of which is read for it. */
    static long count(FileSystem fileSystem, Path file) throws IOException {
        long count = 0;
        HeldReader reader = open(fileSystem, file);
        try (reader) {
            while (reader.records.hasNext()) {
                count += reader.records.getBlockCount();
                reader.records.nextBlock();
            }
        } catch (AvroRuntimeException unreadable) {
            throw reader.unreadable(unreadable);
        }
        return count;
    }

    /** The next events, not many at a time; empty at the end of the file. */
    List<PositionedEvent> next() throws IOException {
        List<PositionedEvent> events = new ArrayList<>();
        long bytes = 0;
        try {
            while (bytes < SOME_BYTES && events.size() < SOME && records.hasNext()) {
                PositionedEvent event = decode(records.next());
                events.add(event);
                bytes += event.event().getBody().length;
            }
        } catch (AvroRuntimeException | NumberFormatException unreadable) {
            throw unreadable(unreadable);
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    private PositionedEvent decode(GenericRecord record) throws IOException {
        Map<String, String> headers = new HashMap<>();
        ((Map<?, ?>) record.get("headers")).forEach((key, value) -> headers.put(key.toString(), value.toString()));
        String position = headers.remove(EventHeaders.POSITION);
        if (position == null) {
            throw new IOException("'" + file + "' holds an event without its position");
        }
        ByteBuffer body = (ByteBuffer) record.get("body");
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        Event event = EventBuilder.withBody(bytes, headers);
        return new PositionedEvent(Long.parseLong(position), event);
    }

    private IOException unreadable(RuntimeException why) {
        return new IOException("'" + file + "' cannot be read: " + why.getMessage(), why);
    }
}
