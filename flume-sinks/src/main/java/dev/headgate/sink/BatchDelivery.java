package dev.headgate.sink;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.flume.Channel;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.FlumeException;
import org.apache.flume.Sink.Status;
import org.apache.flume.Transaction;
import org.apache.flume.conf.TransactionCapacitySupported;
import org.apache.flume.instrumentation.SinkCounter;
import org.apache.flume.sink.AbstractSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one shape of delivery: take a batch, write, publish, commit; whatever fails in between is taken again.
 *
 * <p><b>Threads.</b> {@link #turn} is called by one thread at a time, {@link #stop} after the last turn.
 * <b>Guarantee.</b> A batch is committed only after the store confirmed as many events as it has: at least once.
 * <b>Failure.</b> A failed turn makes Flume back off and is logged at most once a minute; the events stay in the channel.
 * Errors roll back and are thrown on.
 */
public final class BatchDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(BatchDelivery.class);

    private final String sink;
    private final Channel channel;
    private final int batchEvents;
    private final BatchWriter writer;
    private final SinkCounter counter;
    private final FailureLog failures;
    private boolean connected;

    BatchDelivery(String sink, Channel channel, int batchEvents, BatchWriter writer, SinkCounter counter, Clock clock) {
        this.sink = sink;
        this.channel = channel;
        this.batchEvents = batchEvents;
        this.writer = writer;
        this.counter = counter;
        this.failures = new FailureLog(LOG, clock);
    }

    /**
     * Starts delivering from a sink's channel.
     *
     * @throws FlumeException where the channel cannot give a whole batch in one transaction
     */
    public static BatchDelivery start(AbstractSink sink, int batchEvents, BatchWriter writer) {
        Channel channel = sink.getChannel();
        if (channel instanceof TransactionCapacitySupported limited && limited.getTransactionCapacity() < batchEvents) {
            throw new FlumeException(
                    ("Too large a batch '%d' for key 'batch-events' in sink '%s': channel '%s' gives at most %d events in a"
                                    + " transaction. Lower batch-events or raise the channel's transactionCapacity.")
                            .formatted(
                                    batchEvents, sink.getName(), channel.getName(), limited.getTransactionCapacity()));
        }
        SinkCounter counter = new SinkCounter(sink.getName());
        counter.start();
        return new BatchDelivery(sink.getName(), channel, batchEvents, writer, counter, Clock.systemUTC());
    }

    /** One turn: makes the writer ready and delivers at most one batch. */
    public Status turn() {
        try {
            writer.prepare();
        } catch (IOException | RuntimeException failure) {
            connected = false;
            counter.incrementConnectionFailedCount();
            failures.failed("Waiting for the store in sink '" + sink + "'", failure);
            return Status.BACKOFF;
        }
        if (!connected) {
            connected = true;
            counter.incrementConnectionCreatedCount();
        }
        return deliver();
    }

    /** Ends the delivery; what the writer cannot finish any more is logged. */
    public void stop() {
        try {
            writer.close();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Closing failed in sink '{}': what is committed stays committed.", sink, failure);
        }
        if (connected) {
            counter.incrementConnectionClosedCount();
        }
        counter.stop();
    }

    private Status deliver() {
        Transaction transaction = channel.getTransaction();
        try {
            transaction.begin();
            int delivered = deliverInside(transaction);
            failures.works("Delivery works in sink '" + sink + "'");
            return delivered == 0 ? Status.BACKOFF : Status.READY;
        } catch (IOException | RuntimeException failure) {
            counter.incrementEventWriteOrChannelFail(failure);
            failures.failed(
                    "Delivery failed in sink '" + sink + "', its batch stays in channel '" + channel.getName() + "'",
                    failure);
            return Status.BACKOFF;
        } finally {
            transaction.close();
        }
    }

    private int deliverInside(Transaction transaction) throws IOException {
        try {
            List<Event> batch = take();
            if (!batch.isEmpty()) {
                write(batch);
            }
            transaction.commit();
            count(batch.size());
            return batch.size();
        } catch (Throwable failure) {
            rollback(transaction, failure);
            throw failure;
        }
    }

    private List<Event> take() {
        List<Event> batch = new ArrayList<>();
        while (batch.size() < batchEvents) {
            Event event = channel.take();
            if (event == null) {
                break;
            }
            batch.add(event);
        }
        return batch;
    }

    private void write(List<Event> batch) throws IOException {
        counter.addToEventDrainAttemptCount(batch.size());
        int confirmed = writer.write(batch);
        if (confirmed != batch.size()) {
            throw new IOException("the store confirmed " + confirmed + " of " + batch.size() + " events");
        }
    }

    private void count(int delivered) {
        if (delivered == 0) {
            counter.incrementBatchEmptyCount();
            return;
        }
        if (delivered < batchEvents) {
            counter.incrementBatchUnderflowCount();
        } else {
            counter.incrementBatchCompleteCount();
        }
        counter.addToEventDrainSuccessCount(delivered);
    }

    private static void rollback(Transaction transaction, Throwable failure) {
        try {
            transaction.rollback();
        } catch (ChannelException | IllegalStateException second) {
            failure.addSuppressed(second);
        }
    }
}
