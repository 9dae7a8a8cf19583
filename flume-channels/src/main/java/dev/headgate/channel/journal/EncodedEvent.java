package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.flume.event.SimpleEvent;

/** An event as it stands in the log: number of headers, the headers, the body. */
final class EncodedEvent {
    private final long position;
    private final byte[] bytes;
    private final long time;

    EncodedEvent(long position, byte[] bytes, long time) {
        this.position = position;
        this.bytes = bytes;
        this.time = time;
    }

    long position() {
        return position;
    }

    /** What it takes in the log. */
    int bytes() {
        return Integer.BYTES + bytes.length;
    }

    StoredEvent decode() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int headers = buffer.getInt();
        Map<String, String> map = new HashMap<>(Math.max(4, headers * 2));
        for (int left = headers; left > 0; left--) {
            String key = Feeders.readText(buffer);
            map.put(key, Feeders.readText(buffer));
        }
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        SimpleEvent event = new SimpleEvent();
        event.setHeaders(map);
        event.setBody(body);
        return new StoredEvent(position, event, bytes(), time);
    }
}
