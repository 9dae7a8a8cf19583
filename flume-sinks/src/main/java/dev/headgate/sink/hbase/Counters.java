package dev.headgate.sink.hbase;

import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Counters in rows of HBase. Used by one thread. */
interface Counters {
    /**
     * Adds to rows; returns when HBase has it.
     *
     * @return the rows that HBase refuses for their own sake, with the reason
     * @throws IOException where some rows may not have been added to; the same additions may come again
     */
    Map<RowKey, String> add(Map<RowKey, List<Addition>> rows) throws IOException, InterruptedException;
}
