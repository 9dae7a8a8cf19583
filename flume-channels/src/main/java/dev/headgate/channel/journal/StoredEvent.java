package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.flume.event.SimpleEvent;

/**
 * An event of the log.
 *
 * @param position its place in the log; grows by one from event to event
 * @param bytes what it takes in the log
 * @param time when it was committed, in milliseconds since 1970 UTC
 */
record StoredEvent(long position, Event event, int bytes, long time) {
    /** Reads an event of so many bytes: number of headers, the headers, the body. The buffer stands behind it then. */
    static StoredEvent read(ByteBuffer buffer, int length, long position, long time) {
        int end = buffer.position() + length;
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
        return new StoredEvent(position, event, Integer.BYTES + length, time);
    }
}
