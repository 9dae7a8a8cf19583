package dev.headgate.source.lane;

import java.time.Clock;
import java.util.List;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.instrumentation.SourceCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings batches into the channels of a source, and counts them. Safe for threads. */
final class EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

    private final String source;
    private final ChannelProcessor channels;
    private final SourceCounter counter;
    private final Pause untilRefusal;
    private final Pause untilFailure;

    EventStore(String source, ChannelProcessor channels, SourceCounter counter, Clock clock) {
        this.source = source;
        this.channels = channels;
        this.counter = counter;
        this.untilRefusal = new Pause(clock);
        this.untilFailure = new Pause(clock);
    }

    /** Stores a batch; returns whether all channels have it. An error is thrown on. */
    boolean store(List<Event> events) {
        counter.incrementAppendBatchReceivedCount();
        counter.addToEventReceivedCount(events.size());
        try {
            channels.processEventBatch(events);
        } catch (ChannelException refused) {
            counter.incrementChannelWriteFail();
            refused(refused);
            return false;
        } catch (RuntimeException failed) {
            counter.incrementGenericProcessingFail();
            failed(failed);
            return false;
        }
        counter.incrementAppendBatchAcceptedCount();
        counter.addToEventAcceptedCount(events.size());
        return true;
    }

    /** Senders keep what is refused, and wait: that is what their channels are for. */
    private void refused(ChannelException refused) {
        if (untilRefusal.isOver()) {
            Throwable reason = refused.getCause() == null ? refused : refused.getCause();
            LOG.info("Senders to source '{}' wait: {}", source, reason.getMessage());
        }
    }

    private void failed(RuntimeException failed) {
        if (untilFailure.isOver()) {
            LOG.warn(
                    "Cannot process a batch of source '{}': {}. Its sender sends it again.",
                    source,
                    failed.getMessage(),
                    failed);
        }
    }
}
