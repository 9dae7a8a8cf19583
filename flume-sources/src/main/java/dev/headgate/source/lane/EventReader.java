package dev.headgate.source.lane;

import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;

/**
 * Reads the events of a call.
 *
 * @param believesFeeders whether feeder headers are kept
 */
record EventReader(MessageReader message, boolean believesFeeders) {
    /** The events of {@code appendBatch}. */
    List<Event> batch() throws IOException {
        List<Event> events = new ArrayList<>();
        for (long block = block(); block != 0; block = block()) {
            for (long event = 0; event < block; event++) {
                events.add(event());
            }
        }
        return events;
    }

    /** The one event of {@code append}, in a list that interceptors may change. */
    List<Event> single() throws IOException {
        List<Event> events = new ArrayList<>();
        events.add(event());
        return events;
    }

    private Event event() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (long block = block(); block != 0; block = block()) {
            for (long header = 0; header < block; header++) {
                String key = message.text();
                String value = message.text();
                if (believesFeeders || !isOfFeeder(key)) {
                    headers.put(key, value);
                }
            }
        }
        return EventBuilder.withBody(message.bytes(), headers);
    }

    /** How many entries come next; none at the end. A block that tells its size does so behind a negative number. */
    private long block() throws IOException {
        long count = message.number();
        if (count >= 0) {
            return count;
        }
        message.number();
        return -count;
    }

    private static boolean isOfFeeder(String key) {
        return key.equals(EventHeaders.FEEDER) || key.equals(EventHeaders.POSITION);
    }
}
