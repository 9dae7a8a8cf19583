package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.hbase.EventMapping.CounterRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.HConstants;
import org.apache.hadoop.hbase.client.Increment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the events of a batch add to counters, row by row. Used by one thread. */
final class CounterBatch {
    private static final Logger LOG = LoggerFactory.getLogger(CounterBatch.class);

    private final String sink;
    private final List<CounterRule> counters;
    private final Map<RowKey, List<Addition>> rows = new LinkedHashMap<>();
    private boolean warned;

    /** What one event adds to one counter. */
    record Addition(PositionedEvent event, Column cell, long amount) {}

    CounterBatch(String sink, List<CounterRule> counters) {
        this.sink = sink;
        this.counters = counters;
    }

    /** Notes what an event adds; it adds nothing to a counter whose row, cell or amount it does not tell. */
    void add(PositionedEvent event, MappedEvent mapped) {
        for (CounterRule counter : counters) {
            byte[] row = counter.row().bytes(mapped);
            String qualifier = counter.qualifier().text(mapped);
            String amount = counter.amount().text(mapped);
            if (row != null
                    && row.length > 0
                    && row.length <= HConstants.MAX_ROW_LENGTH
                    && qualifier != null
                    && amount != null) {
                add(event, row, new Column(counter.family(), qualifier), amount);
            }
        }
    }

    private void add(PositionedEvent event, byte[] row, Column cell, String amount) {
        long parsed;
        try {
            parsed = Long.parseLong(amount.strip());
        } catch (NumberFormatException noNumber) {
            if (!warned) {
                warned = true;
                LOG.warn(
                        "Not counted in sink '{}': '{}' for '{}' is no whole number. Events like it are stored and not"
                                + " counted; this is said once.",
                        sink,
                        amount,
                        cell.family() + "." + cell.qualifier());
            }
            return;
        }
        rows.computeIfAbsent(new RowKey(row), none -> new ArrayList<>()).add(new Addition(event, cell, parsed));
    }

    /** What is added, row by row, in the order of the events, without what these events add; empties the batch. */
    Map<RowKey, List<Addition>> take(Set<Long> refused) {
        Map<RowKey, List<Addition>> taken = new LinkedHashMap<>();
        rows.forEach((row, additions) -> {
            List<Addition> kept = refused.isEmpty()
                    ? additions
                    : additions.stream()
                            .filter(addition ->
                                    !refused.contains(addition.event().position()))
                            .toList();
            if (!kept.isEmpty()) {
                taken.put(row, kept);
            }
        });
        rows.clear();
        return taken;
    }

    /** Adds the sums of what lies behind a position. */
    static Increment increment(RowKey row, List<Addition> additions, long after) {
        Map<Column, Long> sums = additions.stream()
                .filter(addition -> addition.event().position() > after)
                .collect(Collectors.toMap(Addition::cell, Addition::amount, Long::sum, LinkedHashMap::new));
        Increment increment = new Increment(row.bytes());
        sums.forEach((cell, sum) -> increment.addColumn(utf8(cell.family()), utf8(cell.qualifier()), sum));
        return increment;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
