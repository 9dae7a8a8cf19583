package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.ProgressChannel;
import dev.headgate.sink.DeliveryState;
import dev.headgate.sink.FailureLog;
import java.io.IOException;
import org.apache.flume.Sink.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers from a journal, each event once: reads it through its cursor and acknowledges an epoch when its files are
 * published.
 *
 * <p><b>Threads.</b> {@link #turn} is called by one thread at a time, {@link #stop} after the last turn.
 * <b>Failure.</b> A failed turn makes Flume back off and is logged at most once a minute; the events stay in the
 * journal, and the next turn begins with recovery.
 */
final class EpochDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(EpochDelivery.class);

    private final HdfsSinkContext context;
    private final ProgressChannel channel;
    private final HdfsCounter counter;
    private final FailureLog failures;
    private @Nullable EpochSession session;

    EpochDelivery(HdfsSinkContext context, ProgressChannel channel) {
        this.context = context;
        this.channel = channel;
        this.counter = context.counter();
        this.failures = new FailureLog(LOG, context.clock());
    }

    Status turn() {
        try {
            EpochSession current = session;
            if (current == null) {
                current = open();
            }
            current.turn();
            counter.state(DeliveryState.DELIVERING);
            failures.works("Delivery works in sink '" + context.sink() + "'");
            return Status.READY;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Status.BACKOFF;
        } catch (IOException | RuntimeException met) {
            Exception failure = Remedies.with(met);
            abandon();
            counter.incrementEventWriteOrChannelFail(met);
            counter.batchFailed();
            counter.waiting(String.valueOf(failure.getMessage()));
            failures.failed(
                    "Delivery failed in sink '" + context.sink() + "', its events stay in channel '" + channel.getName()
                            + "'",
                    failure);
            return Status.BACKOFF;
        } finally {
            context.patience().handOnInterrupt();
        }
    }

    private EpochSession open() throws IOException {
        try {
            EpochSession opened = EpochSession.open(context, channel);
            session = opened;
            counter.incrementConnectionCreatedCount();
            return opened;
        } catch (IOException | RuntimeException failure) {
            counter.incrementConnectionFailedCount();
            throw failure;
        }
    }

    private void abandon() {
        if (session != null) {
            session.abandon();
            session = null;
            counter.incrementConnectionClosedCount();
        }
    }

    private void closeDeadLetters() {
        try {
            context.deadLetters().close();
        } catch (IOException failure) {
            LOG.warn("Closing the dead letters failed in sink '{}': what is kept stays kept.", context.sink(), failure);
        }
    }

    /** Publishes what was read, as far as that is possible within the time to stop. */
    void stop() {
        EpochSession last = session;
        if (last != null) {
            finish(last);
        }
        closeDeadLetters();
    }

    private void finish(EpochSession last) {
        context.patience().stopping();
        try {
            last.finish();
            session = null;
            counter.incrementConnectionClosedCount();
        } catch (IOException | RuntimeException failure) {
            abandon();
            failures.failed(
                    "Publishing failed while sink '" + context.sink() + "' stops; its events stay in channel '"
                            + channel.getName() + "' and are published by the next start",
                    failure);
        } finally {
            context.patience().handOnInterrupt();
        }
    }
}
