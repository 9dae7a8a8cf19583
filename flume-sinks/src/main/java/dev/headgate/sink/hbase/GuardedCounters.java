package dev.headgate.sink.hbase;

import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.AsyncTable;
import org.apache.hadoop.hbase.client.CheckAndMutate;
import org.apache.hadoop.hbase.client.CheckAndMutateResult;
import org.apache.hadoop.hbase.client.Get;
import org.apache.hadoop.hbase.client.Increment;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.RowMutations;
import org.apache.hadoop.hbase.util.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Adds to counters of HBase, each event once.
 *
 * <p>Beside its counters a row holds a guard per journal that adds to it: the position up to which that journal's events are
 * in the row. One atomic mutation adds the sums of a batch and moves the guard on, and HBase refuses it where the guard is
 * not the one that the sums were made for. A refused sum is made again, of what lies behind the guard as it is now. So it
 * does not matter whether an answer was lost, a batch is cut otherwise the second time, or an agent that was thought dead
 * adds too; and any number of journals add to one row.
 *
 * <p>Used by one thread.
 */
final class GuardedCounters implements Counters {
    /** How often a row may be refused in a row before the batch is given up. */
    private static final int MOST_ROUNDS = 10;

    private static final int KNOWN_ROWS = 100_000;

    private final AsyncTable<?> table;
    private final byte[] guardFamily;
    private final byte[] guard;
    private final Duration guardTime;
    /** The guards as they were seen last; those used last stand last. */
    private final Map<RowKey, Long> known = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Counters of a table.
     *
     * @param guardFamily column family of the guards
     * @param guardTime how long HBase keeps a guard after it was moved last
     * @param journalId names the sequence of the positions
     */
    GuardedCounters(AsyncTable<?> table, String guardFamily, Duration guardTime, String journalId) {
        this.table = table;
        this.guardFamily = CounterBatch.utf8(guardFamily);
        this.guardTime = guardTime;
        this.guard = CounterBatch.utf8("seen/" + journalId);
    }

    @Override
    public Map<RowKey, String> add(Map<RowKey, List<Addition>> rows) throws IOException, InterruptedException {
        Map<RowKey, String> rejected = new LinkedHashMap<>();
        Map<RowKey, List<Addition>> pending = behindGuards(rows, rows.keySet());
        for (int round = 0; !pending.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IOException(
                        "another sink that reads the same journal adds to the same counters. Stop one of them");
            }
            List<RowKey> refused = addOnce(pending, rejected);
            readGuards(refused);
            pending = behindGuards(pending, refused);
        }
        forgetOldest();
        return rejected;
    }

    private void forgetOldest() {
        Iterator<RowKey> oldest = known.keySet().iterator();
        for (int forgotten = known.size() - KNOWN_ROWS; forgotten > 0; forgotten--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Adds as if the known guards were those of the table. Returns the rows where they are not. */
    private List<RowKey> addOnce(Map<RowKey, List<Addition>> rows, Map<RowKey, String> rejected)
            throws IOException, InterruptedException {
        List<RowKey> keys = List.copyOf(rows.keySet());
        List<CheckAndMutate> mutations = new ArrayList<>();
        for (RowKey key : keys) {
            mutations.add(mutation(key, rows.getOrDefault(key, List.of())));
        }
        List<Answer<CheckAndMutateResult>> answers = Answer.all(mutations, table::checkAndMutate);
        List<RowKey> refused = new ArrayList<>();
        for (int index = 0; index < keys.size(); index++) {
            RowKey key = keys.get(index);
            Answer<CheckAndMutateResult> answer = answers.get(index);
            if (answer instanceof Answer.Refused<CheckAndMutateResult> refusal) {
                rejected.put(key, refusal.reason());
            } else if (answer instanceof Answer.Done<CheckAndMutateResult> done
                    && done.result().isSuccess()) {
                known.put(key, last(rows.getOrDefault(key, List.of())));
            } else {
                refused.add(key);
            }
        }
        return refused;
    }

    private CheckAndMutate mutation(RowKey key, List<Addition> additions) throws IOException {
        byte[] row = key.bytes();
        Long seen = known.get(key);
        Increment increment = CounterBatch.increment(key, additions, seen == null ? -1 : seen);
        Put moved = new Put(row).addColumn(guardFamily, guard, Bytes.toBytes(last(additions)));
        moved.setTTL(guardTime.toMillis());
        CheckAndMutate.Builder check = CheckAndMutate.newBuilder(row);
        return (seen == null
                        ? check.ifNotExists(guardFamily, guard)
                        : check.ifEquals(guardFamily, guard, Bytes.toBytes(seen)))
                .build(RowMutations.of(List.of(increment, moved)));
    }

    private void readGuards(List<RowKey> rows) throws IOException, InterruptedException {
        List<Get> gets = new ArrayList<>();
        for (RowKey row : rows) {
            gets.add(new Get(row.bytes()).addColumn(guardFamily, guard));
        }
        List<Answer<Result>> answers = Answer.all(gets, table::get);
        for (int index = 0; index < rows.size(); index++) {
            byte[] value = guardIn(answers.get(index));
            if (value == null) {
                known.remove(rows.get(index));
            } else {
                known.put(rows.get(index), Bytes.toLong(value));
            }
        }
    }

    private byte @Nullable [] guardIn(Answer<Result> answer) throws IOException {
        if (answer instanceof Answer.Done<Result> done) {
            return done.result().getValue(guardFamily, guard);
        }
        throw new IOException("reading the guard of a counter failed: " + answer);
    }

    /** What of these rows is not in the table yet. */
    private Map<RowKey, List<Addition>> behindGuards(Map<RowKey, List<Addition>> rows, Collection<RowKey> keys) {
        Map<RowKey, List<Addition>> pending = new LinkedHashMap<>();
        for (RowKey key : keys) {
            List<Addition> additions = rows.getOrDefault(key, List.of());
            Long seen = known.get(key);
            if (seen == null || last(additions) > seen) {
                pending.put(key, additions);
            }
        }
        return pending;
    }

    private static long last(List<Addition> additions) {
        return additions.get(additions.size() - 1).event().position();
    }
}
