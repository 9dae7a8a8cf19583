package dev.headgate.sink.hbase;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of an event: a row, and what it adds to counters. Immutable.
 *
 * @param format how the event is read
 * @param row the key of its row
 * @param cells the cells of its row; what the event does not have is left out
 * @param counters what it adds to
 */
record EventMapping(BodyFormat format, EventValue row, List<CellRule> cells, List<CounterRule> counters) {
    /** A cell of the event's row. */
    record CellRule(Column column, EventValue value) {}

    /**
     * A counter that events add to.
     *
     * @param row the key of the row that it stands in
     * @param family column family of its cell
     * @param qualifier column of its cell
     * @param amount what an event adds
     */
    record CounterRule(EventValue row, String family, EventValue qualifier, EventValue amount) {}

    EventMapping {
        cells = List.copyOf(cells);
        counters = List.copyOf(counters);
    }

    /** The column families that the events' rows need. */
    Set<String> rowFamilies() {
        Set<String> families = new TreeSet<>();
        cells.forEach(cell -> families.add(cell.column().family()));
        return families;
    }

    /** The column families that the counters need, but for the guards. */
    Set<String> counterFamilies() {
        Set<String> families = new TreeSet<>();
        counters.forEach(counter -> families.add(counter.family()));
        return families;
    }
}
