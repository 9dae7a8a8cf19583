package dev.headgate.sink.hbase;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.hbase.CounterBatch.Addition;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hbase.client.Mutation;

/** Batches on their way into HBase, one behind the other; of no use after a failure. Used by one thread. */
final class OpenBatch {
    private final BodyFormat format;
    private final RowMaker rows;
    private final RowSender sender;
    private final CounterBatch counted;
    private final Counters counters;
    private final Map<Long, Rejected> rejected = new LinkedHashMap<>();
    private int events;

    OpenBatch(BodyFormat format, RowMaker rows, RowSender sender, CounterBatch counted, Counters counters) {
        this.format = format;
        this.rows = rows;
        this.sender = sender;
        this.counted = counted;
        this.counters = counters;
    }

    /** Sends the rows of these events, and notes what they count. */
    void write(List<PositionedEvent> taken) {
        events += taken.size();
        for (PositionedEvent event : taken) {
            MappedEvent mapped =
                    new MappedEvent(event.event().getBody(), event.event().getHeaders(), format);
            try {
                List<? extends Mutation> made = rows.rows(event, mapped);
                made.forEach(sender::check);
                made.forEach(mutation -> sender.send(event, mutation));
            } catch (RefusedEventException refused) {
                reject(new Rejected(event, String.valueOf(refused.getMessage())));
                continue;
            }
            counted.add(event, mapped);
        }
    }

    /**
     * Waits for the rows, then counts the events whose rows were taken; the next batch comes behind it.
     *
     * @param holdsRefused whether a refused event ends the batch: then nothing is counted where a row was refused, as the
     *     guards of counters would pass by an event that may be taken the next time
     */
    Outcome confirm(boolean holdsRefused) throws IOException, InterruptedException {
        sender.await().forEach(this::reject);
        if (holdsRefused && !rejected.isEmpty()) {
            return outcome();
        }
        Map<RowKey, List<Addition>> additions = counted.take(rejected.keySet());
        counters.add(additions).forEach((row, reason) -> additions
                .getOrDefault(row, List.of())
                .forEach(addition ->
                        reject(new Rejected(addition.event(), "not counted, as its counter refuses: " + reason))));
        Outcome outcome = outcome();
        rejected.clear();
        events = 0;
        return outcome;
    }

    private Outcome outcome() {
        return new Outcome(events - rejected.size(), List.copyOf(rejected.values()));
    }

    private void reject(Rejected event) {
        rejected.putIfAbsent(event.event().position(), event);
    }
}
