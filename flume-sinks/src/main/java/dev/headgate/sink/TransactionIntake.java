package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flume.Channel;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.TransactionCapacitySupported;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes from a channel by Flume's transactions: one from the first event to the acknowledgement. */
final class TransactionIntake implements Intake {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionIntake.class);

    /** As many as a journal gives at once: whoever asks for a number of events knows only the size of those before. */
    private static final int MOST_BYTES = 4 << 20;

    private final Channel channel;
    private final long mostAtOnce;
    private @Nullable Transaction transaction;
    private long taken;
    private long position;

    TransactionIntake(Channel channel) {
        this.channel = channel;
        this.mostAtOnce = channel instanceof TransactionCapacitySupported limited
                ? limited.getTransactionCapacity()
                : Long.MAX_VALUE;
    }

    @Override
    public @Nullable String journalId() {
        return null;
    }

    @Override
    public List<PositionedEvent> next(int most, Duration patience) {
        if (transaction == null) {
            Transaction begun = channel.getTransaction();
            begun.begin();
            transaction = begun;
            taken = 0;
        }
        List<PositionedEvent> events = new ArrayList<>();
        long bytes = 0;
        while (events.size() < most && taken < mostAtOnce && bytes < MOST_BYTES) {
            Event event = channel.take();
            if (event == null) {
                break;
            }
            events.add(new PositionedEvent(position++, event));
            bytes += event.getBody().length;
            taken++;
        }
        if (taken == 0) {
            commit();
        }
        return events;
    }

    @Override
    public void acknowledge(long last) {
        commit();
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public void close() {
        Transaction open = transaction;
        transaction = null;
        if (open != null) {
            try {
                open.rollback();
            } catch (ChannelException | IllegalStateException failure) {
                LOG.warn("Rolling back failed in channel '{}': {}.", channel.getName(), failure.getMessage(), failure);
            } finally {
                open.close();
            }
        }
    }

    private void commit() {
        Transaction open = transaction;
        if (open != null) {
            open.commit();
            open.close();
            transaction = null;
        }
    }
}
