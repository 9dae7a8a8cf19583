package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

/** Each event is a row of its body's name and counts on the row {@code page}. */
class OpenBatchTest {
    private static final String VIEWS = "page c:views";

    private final FakeCounterTable hbase = new FakeCounterTable();
    private final OpenBatch batch = batch();
    private long position;

    @Test
    void putsRowsAndThenCounts() throws Exception {
        write("a", "b");
        assertThat(hbase.numbers).isEmpty();

        assertThat(batch.confirm(false)).isEqualTo(new Outcome(2, List.of()));
        assertThat(hbase.rows).containsExactlyInAnyOrder("a", "b");
        assertThat(hbase.numbers).containsEntry(VIEWS, 2L);
    }

    /** HBase may refuse a whole request for the sake of one row. */
    @Test
    void countsNoEventWhoseRowIsRefusedAndTheOthersOnce() throws Exception {
        hbase.refusing.add("b");
        write("a", "b", "c", "d", "e", "f");

        Outcome outcome = batch.confirm(false);

        assertThat(outcome.confirmed()).isEqualTo(5);
        assertThat(outcome.rejected()).extracting(Rejected::reason).containsExactly("too large");
        assertThat(hbase.rows).containsExactlyInAnyOrder("a", "c", "d", "e", "f");
        assertThat(hbase.numbers).containsEntry(VIEWS, 5L);
    }

    @Test
    void countsNothingWhereARefusedRowIsHeld() throws Exception {
        hbase.refusing.add("b");
        write("a", "b", "c");

        assertThat(batch.confirm(true).rejected()).hasSize(1);
        assertThat(hbase.numbers).isEmpty();
    }

    @Test
    void rejectsTheEventsOfACounterThatRefuses() throws Exception {
        hbase.refusing.add("page");
        write("a", "b");

        Outcome outcome = batch.confirm(true);

        assertThat(outcome.confirmed()).isZero();
        assertThat(outcome.rejected())
                .extracting(Rejected::reason)
                .containsOnly("not counted, as its counter refuses: no number")
                .hasSize(2);
    }

    @Test
    void countsNothingWhereTheRowsAreNotIn() {
        hbase.away = true;
        write("a");

        assertThatThrownBy(() -> batch.confirm(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("away");
        assertThat(hbase.mutations).isZero();
    }

    @Test
    void beginsAnewBehindABatch() throws Exception {
        hbase.refusing.add("a");
        write("a", "b");
        batch.confirm(false);
        write("c");

        assertThat(batch.confirm(false)).isEqualTo(new Outcome(1, List.of()));
        assertThat(hbase.numbers).containsEntry(VIEWS, 2L);
    }

    private void write(String... bodies) {
        batch.write(List.of(bodies).stream()
                .map(body -> new PositionedEvent(position++, SinkRun.event(body, Map.of())))
                .toList());
    }

    private OpenBatch batch() {
        EventMapping mapping = HBaseSettings.of(HBaseOptions.DECLARATION.read(
                        "latest",
                        Map.of(
                                "table", "t",
                                "zookeeper", "zk",
                                "counter.views.row", "%{text:page}",
                                "counter.views.cell", "c.views"),
                        warning -> {}))
                .mapping();
        RowMaker rows = (event, mapped) -> {
            byte[] body = event.event().getBody();
            return List.of(new Put(body).addColumn(Bytes.toBytes("e"), Bytes.toBytes("body"), body));
        };
        return new OpenBatch(
                mapping.format(),
                rows,
                new RowSender(hbase.table(), 0),
                new CounterBatch("latest", mapping.counters()),
                new GuardedCounters(hbase.table(), "e", Duration.ofDays(1), "j1"));
    }
}
