package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.flume.event.SimpleEvent;

/** Reads the payload of an {@link RecordType#EVENTS} record: the counterpart of {@link EventBatch}. */
final class StoredBatch {
    private StoredBatch() {}

    /** When the batch was committed, in milliseconds since 1970 UTC. */
    static long time(ByteBuffer payload) {
        return payload.getLong(payload.position());
    }

    /** Bytes of the encoded events. */
    static int eventBytes(ByteBuffer payload) {
        return payload.getInt(payload.position() + Long.BYTES);
    }

    /** The progress that the batch made. */
    static Map<String, Long> progress(ByteBuffer payload) {
        ByteBuffer rest = payload.duplicate();
        rest.position(rest.position() + Long.BYTES + Integer.BYTES + eventBytes(payload));
        Map<String, Long> progress = new HashMap<>();
        for (int left = rest.getInt(); left > 0; left--) {
            String feeder = Feeders.readText(rest);
            progress.put(feeder, rest.getLong());
        }
        return progress;
    }

    /** The events of the batch, the first of which has the given position. */
    static List<StoredEvent> events(ByteBuffer payload, long firstPosition, int count) {
        long time = time(payload);
        ByteBuffer events = payload.duplicate();
        events.position(events.position() + Long.BYTES + Integer.BYTES);
        List<StoredEvent> read = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int length = events.getInt();
            int end = events.position() + length;
            read.add(new StoredEvent(firstPosition + index, event(events, end), length + Integer.BYTES, time));
        }
        return read;
    }

    private static Event event(ByteBuffer buffer, int end) {
        int headers = buffer.getInt();
        Map<String, String> map = new HashMap<>(Math.max(4, headers * 2));
        for (int left = headers; left > 0; left--) {
            String key = Feeders.readText(buffer);
            map.put(key, Feeders.readText(buffer));
        }
        byte[] body = new byte[end - buffer.position()];
        buffer.get(body);
        SimpleEvent event = new SimpleEvent();
        event.setHeaders(map);
        event.setBody(body);
        return event;
    }
}
