package dev.headgate.source.tail;

import dev.headgate.kit.progress.EventHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.flume.event.SimpleEvent;

/**
 * The events of one transaction, from one or several files, and how far it brings each file.
 *
 * <p>Full at the given number of events or 4 MB of lines, so that long lines do not fill the heap.
 */
final class TailBatch {
    private static final long MOST_BYTES = 4 << 20;
    private static final String FILE = "file";

    private final int mostEvents;
    private final String host;
    private final String timestamp;
    private final List<Event> events = new ArrayList<>();
    private final Map<TailedFile, Long> reached = new LinkedHashMap<>();
    private long bytes;
    private long cuts;

    /**
     * Makes an empty batch.
     *
     * @param now the time of reading, in milliseconds since 1970 UTC
     */
    TailBatch(int mostEvents, String host, long now) {
        this.mostEvents = mostEvents;
        this.host = host;
        this.timestamp = Long.toString(now);
    }

    List<Event> events() {
        return events;
    }

    /** How many lines were cut off at the limit. */
    long cuts() {
        return cuts;
    }

    boolean isFull() {
        return events.size() >= mostEvents || bytes >= MOST_BYTES;
    }

    /** Takes lines of one file. */
    LineReader.Lines of(TailedFile file) {
        String feeder = file.feeder(host);
        String name = file.name().toString();
        return new LineReader.Lines() {
            @Override
            public boolean isFull() {
                return TailBatch.this.isFull();
            }

            @Override
            public void take(byte[] line, long end, boolean cut) {
                Map<String, String> headers = new HashMap<>();
                headers.put(EventHeaders.FEEDER, feeder);
                headers.put(EventHeaders.POSITION, Long.toString(end));
                headers.put(EventHeaders.TIMESTAMP, timestamp);
                headers.put(FILE, name);
                Event event = new SimpleEvent();
                event.setBody(line);
                event.setHeaders(headers);
                events.add(event);
                reached.put(file, end);
                bytes += line.length;
                cuts += cut ? 1 : 0;
            }
        };
    }

    /** Brings the files to where the channel has them now. */
    void stored() {
        reached.forEach(TailedFile::readTo);
    }
}
