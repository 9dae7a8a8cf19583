package dev.headgate.tools;

import dev.headgate.kit.progress.EventHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flume.Channel;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.event.EventBuilder;

/**
 * Moves a queue into a journal, each event once however often it is begun anew: the queue is a feeder, and an event's
 * position is its place in the queue, so the journal drops what it already has.
 *
 * <p>Used by one thread.
 */
final class EventMover {
    private static final int LARGEST_BATCH_BYTES = 8 << 20;

    private final Channel queue;
    private final Channel journal;
    private final String feeder;
    private final int batchSize;
    private final LongConsumer moved;

    private long position;

    /**
     * A mover.
     *
     * @param queue gives the same events in the same order each time
     * @param feeder names this queue and no other
     * @param batchSize events that both channels can have in one transaction
     * @param moved is told after each batch how many events were read
     */
    EventMover(Channel queue, Channel journal, String feeder, int batchSize, LongConsumer moved) {
        this.queue = queue;
        this.journal = journal;
        this.feeder = feeder;
        this.batchSize = batchSize;
        this.moved = moved;
    }

    /** Moves everything and returns how many events there were. */
    long run() {
        while (moveBatch()) {
            moved.accept(position);
        }
        return position;
    }

    private boolean moveBatch() {
        Transaction takes = queue.getTransaction();
        takes.begin();
        try {
            List<Event> batch = take();
            if (!batch.isEmpty()) {
                put(batch);
            }
            takes.commit();
            return !batch.isEmpty();
        } catch (RuntimeException | Error failed) {
            takes.rollback();
            throw failed;
        } finally {
            takes.close();
        }
    }

    private List<Event> take() {
        List<Event> batch = new ArrayList<>();
        long bytes = 0;
        while (batch.size() < batchSize && bytes < LARGEST_BATCH_BYTES) {
            Event event = queue.take();
            if (event == null) {
                break;
            }
            batch.add(event);
            bytes += event.getBody().length;
        }
        return batch;
    }

    private void put(List<Event> batch) {
        Transaction puts = journal.getTransaction();
        puts.begin();
        try {
            for (Event event : batch) {
                Map<String, String> headers = new HashMap<>(event.getHeaders());
                headers.put(EventHeaders.FEEDER, feeder);
                headers.put(EventHeaders.POSITION, Long.toString(position++));
                journal.put(EventBuilder.withBody(event.getBody(), headers));
            }
            puts.commit();
        } catch (RuntimeException | Error failed) {
            puts.rollback();
            throw failed;
        } finally {
            puts.close();
        }
    }
}
