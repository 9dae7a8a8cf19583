package dev.headgate.sink.hbase;

import dev.headgate.sink.hbase.EventMapping.CellRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Put;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the row of an event as the mapping declares it.
 *
 * <p>Key and timestamp come from the event alone, so the same event makes the same row. An event that lacks something of
 * its key, or whose key HBase would not take, cannot be told from others like it: it gets a row of its own, named after its
 * place in the journal, or is refused. Without a journal that name is random, and an event written again after a failure
 * makes a second row. Used by one thread.
 */
final class EventPuts {
    private static final Logger LOG = LoggerFactory.getLogger(EventPuts.class);

    private final String sink;
    private final EventMapping mapping;
    private final KeylessEvent withoutKey;
    private final @Nullable String journalId;
    private final List<Cell> cells;
    private boolean warned;

    /** A cell of the mapping as HBase names it. */
    private static final class Cell {
        final byte[] family;
        final byte[] qualifier;
        final EventValue value;

        Cell(CellRule rule) {
            family = utf8(rule.column().family());
            qualifier = utf8(rule.column().qualifier());
            value = rule.value();
        }
    }

    /** @param journalId names the sequence of the events' positions; null where they mean nothing beyond this run */
    EventPuts(String sink, EventMapping mapping, KeylessEvent withoutKey, @Nullable String journalId) {
        this.sink = sink;
        this.mapping = mapping;
        this.withoutKey = withoutKey;
        this.journalId = journalId;
        this.cells = mapping.cells().stream().map(Cell::new).toList();
    }

    /**
     * The row of an event.
     *
     * @throws RefusedEventException where it can have none
     */
    Put put(MappedEvent event, long position) {
        Put put = new Put(row(event, position), timestamp(event));
        for (Cell cell : cells) {
            byte[] value = cell.value.bytes(event);
            if (value != null) {
                put.addColumn(cell.family, cell.qualifier, value);
            }
        }
        if (put.isEmpty()) {
            throw new RefusedEventException("it has none of the values of its cells");
        }
        return put;
    }

    private byte[] row(MappedEvent event, long position) {
        byte[] key = mapping.row().bytes(event);
        if (key != null && key.length > 0 && key.length <= HConstants.MAX_ROW_LENGTH) {
            return key;
        }
        return switch (withoutKey) {
            case OWN_ROW -> ownRow(position);
            case DEAD_LETTER ->
                throw new RefusedEventException(
                        key == null ? "it lacks something of its row key" : "its row key has " + key.length + " bytes");
        };
    }

    private byte[] ownRow(long position) {
        if (!warned) {
            warned = true;
            LOG.warn(
                    "Events that lack something of key 'row' in sink '{}': each gets a row of its own, whose key begins with"
                            + " 'unknown/'{}. Stamp origin and sequence at the first tier.",
                    sink,
                    journalId == null ? ", and a second one where a batch is repeated" : "");
        }
        return utf8("unknown/" + (journalId == null ? UUID.randomUUID() : journalId + "/" + position));
    }

    private static long timestamp(MappedEvent event) {
        Instant time = event.time();
        return time == null || time.toEpochMilli() < 0 ? HConstants.LATEST_TIMESTAMP : time.toEpochMilli();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
