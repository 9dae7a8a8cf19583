package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

class GuardedCountersTest {
    private static final String GUARD = "page e:seen/j1";
    private static final String VIEWS = "page c:views";

    private final FakeCounterTable hbase = new FakeCounterTable();
    private final GuardedCounters counters = counters();

    @Test
    void movesTheGuardToTheLastPositionAndKnowsIt() throws Exception {
        counters.add(page(1, 2, 3));
        counters.add(page(7, 9));

        assertThat(hbase.numbers).isEqualTo(Map.of(VIEWS, 5L, GUARD, 9L));
        assertThat(hbase.mutations).isEqualTo(2);
        assertThat(hbase.reads).isZero();
    }

    @Test
    void asksNothingOfARowThatHasAll() throws Exception {
        counters.add(page(1, 2, 3));
        counters.add(page(1, 2, 3));

        assertThat(hbase.numbers).containsEntry(VIEWS, 3L);
        assertThat(hbase.mutations).isEqualTo(1);
    }

    @Test
    void addsOnlyWhatLiesBehindTheGuardThatAnotherRunHasLeft() throws Exception {
        counters.add(page(1, 2, 3));
        counters().add(page(2, 3, 4, 5));

        assertThat(hbase.numbers).isEqualTo(Map.of(VIEWS, 5L, GUARD, 5L));
        assertThat(hbase.reads).isEqualTo(1);
    }

    @Test
    void countsAgainWhereItsGuardIsGone() throws Exception {
        counters.add(page(1, 2));
        hbase.numbers.remove(GUARD);
        counters.add(page(3));

        assertThat(hbase.numbers).isEqualTo(Map.of(VIEWS, 3L, GUARD, 3L));
    }

    @Test
    void tellsWhichRowsRefuseAndAddsToTheOthers() throws Exception {
        hbase.refusing.add("page");
        Map<RowKey, List<Addition>> rows = page(1);
        rows.putAll(rows("other", 1));

        assertThat(counters.add(rows)).isEqualTo(Map.of(key("page"), "no number"));
        assertThat(hbase.numbers).containsEntry("other c:views", 1L).doesNotContainKey(VIEWS);
    }

    @Test
    void givesUpWhereAnotherMovesTheGuardAgainAndAgain() {
        hbase.meanwhile = () -> hbase.numbers.merge(GUARD, 1L, Long::sum);

        assertThatThrownBy(() -> counters.add(page(1000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another sink that reads the same journal");
        assertThat(hbase.numbers).doesNotContainKey(VIEWS);
    }

    @Test
    void remembersOnlySoManyGuards() throws Exception {
        Map<RowKey, List<Addition>> rows = new LinkedHashMap<>();
        IntStream.rangeClosed(0, 100_000).forEach(number -> rows.putAll(rows("page-" + number, number)));
        counters.add(rows);

        counters.add(rows("page-100000", 100_000));
        assertThat(hbase.reads).isZero();
        counters.add(rows("page-0", 0));
        assertThat(hbase.reads).isEqualTo(1);
        assertThat(hbase.numbers).containsEntry("page-0 c:views", 1L);
    }

    private GuardedCounters counters() {
        return new GuardedCounters(hbase.table(), "e", Duration.ofDays(1), "j1");
    }

    private static Map<RowKey, List<Addition>> page(long... positions) {
        return rows("page", positions);
    }

    /** What events at these positions add to a row, one each. */
    private static Map<RowKey, List<Addition>> rows(String row, long... positions) {
        List<Addition> additions = LongStream.of(positions)
                .mapToObj(position -> new Addition(
                        new PositionedEvent(position, SinkRun.event("", Map.of())), new Column("c", "views"), 1))
                .toList();
        return new LinkedHashMap<>(Map.of(key(row), additions));
    }

    private static RowKey key(String row) {
        return new RowKey(Bytes.toBytes(row));
    }
}
