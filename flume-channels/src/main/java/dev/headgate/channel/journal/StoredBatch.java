package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the payload of an {@link RecordType#EVENTS} record, event by event: the counterpart of {@link EventBatch}.
 *
 * <p>Used by one thread, as long as the payload stands.
 */
final class StoredBatch {
    private final ByteBuffer events;
    private final long time;
    private final long end;
    private long position;

    /** The events of a payload, the first of which has the given position. */
    StoredBatch(ByteBuffer payload, long firstPosition, int count) {
        this.time = time(payload);
        this.events = payload.duplicate();
        events.position(events.position() + Long.BYTES + Integer.BYTES);
        this.position = firstPosition;
        this.end = firstPosition + count;
    }

    /** When the batch was committed, in milliseconds since 1970 UTC. */
    long time() {
        return time;
    }

    boolean hasNext() {
        return position < end;
    }

    /** The position of the next event. */
    long nextPosition() {
        return position;
    }

    void skip() {
        events.position(Integer.BYTES + events.getInt(events.position()) + events.position());
        position++;
    }

    /** The next event, to be decoded later, by any thread. */
    EncodedEvent next() {
        byte[] bytes = new byte[events.getInt()];
        events.get(bytes);
        return new EncodedEvent(position++, bytes, time);
    }

    /** The next event, decoded. */
    StoredEvent nextDecoded() {
        return StoredEvent.read(events, events.getInt(), position++, time);
    }

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
}
