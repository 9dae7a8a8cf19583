package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import java.util.List;
import java.util.Map;

/** What one turn has taken so far. Used by one thread. */
final class Batch {
    /** Few at first, as the events may be large; then as many as the room in bytes suggests. */
    private static final int FIRST_CHUNK = 64;

    private static final int CHUNK = 2000;

    private final BatchLimits limits;
    private final long published;
    private int events;
    private int toWrite;
    private long bytes;
    private long firstToWrite = -1;
    private long last = -1;

    /**
     * An empty batch.
     *
     * @param published the position up to which the store has everything
     */
    Batch(BatchLimits limits, long published) {
        this.limits = limits;
        this.published = published;
    }

    /** Adds events; returns those that the store does not have yet. */
    List<PositionedEvent> add(List<PositionedEvent> taken) {
        int known = 0;
        for (PositionedEvent event : taken) {
            bytes += bytes(event);
            if (event.position() <= published) {
                known++;
            }
        }
        last = taken.get(taken.size() - 1).position();
        events += taken.size();
        List<PositionedEvent> fresh = taken.subList(known, taken.size());
        if (toWrite == 0 && !fresh.isEmpty()) {
            firstToWrite = fresh.get(0).position();
        }
        toWrite += fresh.size();
        return fresh;
    }

    /** How many events may come next. */
    int room() {
        if (events == 0) {
            return Math.min(limits.events(), FIRST_CHUNK);
        }
        long each = Math.max(1, bytes / events);
        long byBytes = Math.max(1, (limits.bytes().bytes() - bytes) / each);
        return (int) Math.min(Math.min(limits.events() - events, CHUNK), byBytes);
    }

    boolean isFull() {
        return events >= limits.events() || bytes >= limits.bytes().bytes();
    }

    boolean isEmpty() {
        return events == 0;
    }

    int size() {
        return events;
    }

    int toWrite() {
        return toWrite;
    }

    long firstToWrite() {
        return firstToWrite;
    }

    long last() {
        return last;
    }

    private static long bytes(PositionedEvent event) {
        long size = event.event().getBody().length;
        for (Map.Entry<String, String> header : event.event().getHeaders().entrySet()) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }
}
