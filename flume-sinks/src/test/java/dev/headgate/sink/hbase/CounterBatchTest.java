package dev.headgate.sink.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.Test;

class CounterBatchTest {
    private static final RowKey HOME = new RowKey(Bytes.toBytes("/"));
    private static final Map<String, String> VIEWS_AND_BYTES = Map.of(
            "counter.views.row", "%{json:$.page}",
            "counter.views.cell", "c.views",
            "counter.bytes.row", "%{json:$.page}",
            "counter.bytes.cell", "c.bytes-%{json:$.host}",
            "counter.bytes.add", "json:$.bytes");

    private long position;

    @Test
    void sumsWhatTheEventsAddToARow() {
        CounterBatch batch =
                batch(VIEWS_AND_BYTES, "{'page':'/','host':'a','bytes':5}", "{'page':'/','host':'a','bytes':-2}");

        assertThat(sums(batch, -1)).containsExactly(Map.entry("c.bytes-a", 3L), Map.entry("c.views", 2L));
    }

    @Test
    void leavesOutWhatLiesBeforeAPosition() {
        CounterBatch batch = batch(VIEWS_AND_BYTES, "{'page':'/'}", "{'page':'/'}", "{'page':'/'}");

        assertThat(sums(batch, 0)).containsExactly(Map.entry("c.views", 2L));
    }

    @Test
    void countsOnlyWhatTellsItsRowItsCellAndANumber() {
        CounterBatch batch = batch(
                VIEWS_AND_BYTES,
                "no JSON",
                "{'page':''}",
                "{'page':'/a','bytes':1}",
                "{'page':'/b','host':'h','bytes':'many'}");

        Map<RowKey, List<Addition>> rows = batch.take(Set.of());

        assertThat(rows.values()).hasSize(2).allSatisfy(additions -> assertThat(additions)
                .extracting(addition -> addition.cell().qualifier())
                .containsExactly("views"));
    }

    @Test
    void leavesOutRefusedEventsAndBeginsAnew() {
        CounterBatch batch = batch(VIEWS_AND_BYTES, "{'page':'/'}", "{'page':'/x'}");

        assertThat(batch.take(Set.of(1L))).containsOnlyKeys(HOME);
        assertThat(batch.take(Set.of())).isEmpty();
    }

    /** What is added to the row of the home page. */
    private static Map<String, Long> sums(CounterBatch batch, long after) {
        List<Addition> additions = batch.take(Set.of()).getOrDefault(HOME, List.of());
        Map<String, Long> sums = new TreeMap<>();
        CounterBatch.increment(HOME, additions, after)
                .getFamilyMapOfLongs()
                .forEach((family, cells) -> cells.forEach(
                        (qualifier, sum) -> sums.put(Bytes.toString(family) + "." + Bytes.toString(qualifier), sum)));
        return sums;
    }

    private CounterBatch batch(Map<String, String> counters, String... bodies) {
        Map<String, String> keys = new HashMap<>(Map.of("table", "clicks", "zookeeper", "zk"));
        keys.putAll(counters);
        EventMapping mapping = HBaseSettings.of(HBaseOptions.DECLARATION.read("latest", keys, warning -> {}))
                .mapping();
        CounterBatch batch = new CounterBatch("latest", mapping.counters());
        for (String body : bodies) {
            PositionedEvent event = new PositionedEvent(position++, SinkRun.event(body, Map.of()));
            batch.add(event, new MappedEvent(event.event().getBody(), Map.of(), mapping.format()));
        }
        return batch;
    }
}
