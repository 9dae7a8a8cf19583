package dev.headgate.sink.hbase;

import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.Increment;

/** Adds to counters of HBase where no journal numbers the events: what is taken again is counted again. */
record PlainCounters(AsyncTable<?> table) implements Counters {
    @Override
    public Map<RowKey, String> add(Map<RowKey, List<Addition>> rows) throws IOException, InterruptedException {
        List<RowKey> keys = List.copyOf(rows.keySet());
        List<Increment> increments = new ArrayList<>();
        rows.forEach((row, additions) -> increments.add(CounterBatch.increment(row, additions, -1)));
        List<Answer<Object>> answers = Answer.all(increments, table::batch);
        Map<RowKey, String> rejected = new LinkedHashMap<>();
        for (int index = 0; index < keys.size(); index++) {
            if (answers.get(index) instanceof Answer.Refused<Object> refusal) {
                rejected.put(keys.get(index), refusal.reason());
            }
        }
        return rejected;
    }
}
