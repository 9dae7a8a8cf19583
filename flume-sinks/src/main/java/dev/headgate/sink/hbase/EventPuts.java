package dev.headgate.sink.hbase;

import dev.headgate.sink.EventTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.flume.Event;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Put;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the row of an event.
 *
 * <p>Key and timestamp come from the event alone, so the same event makes the same row. An event that lacks a header of
 * the key, or whose key is too long, cannot be told from others like it: it gets a random key, so that it overwrites
 * nothing and is not lost; written again after a failure, it makes a second row. Used by one thread.
 */
final class EventPuts {
    private static final Logger LOG = LoggerFactory.getLogger(EventPuts.class);

    private final String sink;
    private final HBaseSettings settings;
    private final byte[] family;
    private final byte[] bodyQualifier;
    private boolean warned;

    EventPuts(String sink, HBaseSettings settings) {
        this.sink = sink;
        this.settings = settings;
        this.family = utf8(settings.family());
        this.bodyQualifier = utf8(settings.bodyQualifier());
    }

    Put put(Event event) {
        Map<String, String> headers = event.getHeaders();
        Put put = new Put(row(headers), timestamp(headers));
        put.addColumn(family, bodyQualifier, event.getBody());
        for (String header : settings.headers()) {
            String value = headers.get(header);
            if (value != null) {
                put.addColumn(family, utf8(header), utf8(value));
            }
        }
        return put;
    }

    private byte[] row(Map<String, String> headers) {
        byte[] key = settings.row().renderWhole(headers).map(EventPuts::utf8).orElseGet(() -> new byte[0]);
        return key.length > 0 && key.length <= HConstants.MAX_ROW_LENGTH ? key : ownRow();
    }

    private byte[] ownRow() {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "Events without the headers of key 'row' in sink '{}': each gets a row of its own"
                            + " under a random key beginning with 'unknown/', and a second one where a batch is repeated."
                            + " Stamp origin and sequence at the first tier.",
                    sink);
        }
        return utf8("unknown/" + UUID.randomUUID());
    }

    private static long timestamp(Map<String, String> headers) {
        return EventTemplate.timeOf(headers)
                .map(Instant::toEpochMilli)
                .filter(millis -> millis >= 0)
                .orElse(HConstants.LATEST_TIMESTAMP);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
