package dev.headgate.sink;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flume.instrumentation.SinkCounter;

/** Flume's sink counters, and the state of a delivery, in JMX. Safe for threads. */
public class DeliveryCounter extends SinkCounter implements DeliveryCounterMBean {
    private final LongAdder rejected = new LongAdder();
    private final LongAdder alreadyPublished = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private volatile Progress progress = new Progress(DeliveryState.CONNECTING, "");

    private record Progress(DeliveryState state, String reason) {}

    /** Counts for the sink of this name, from its {@link #start} on. */
    public DeliveryCounter(String sink) {
        super(sink);
    }

    /** Notes what the sink is at; a reason to wait is over. */
    public void state(DeliveryState state) {
        if (progress.state != state) {
            progress = new Progress(state, "");
        }
    }

    /** Notes that the sink waits to try again. */
    public void waiting(String reason) {
        progress = new Progress(DeliveryState.WAITING, reason);
    }

    /** Counts events that the store refuses for their own sake. */
    public void rejected(int events) {
        rejected.add(events);
    }

    /** Counts events that need not be written again. */
    public void alreadyPublished(int events) {
        alreadyPublished.add(events);
    }

    /** Counts a batch that is taken again. */
    public void batchFailed() {
        failedBatches.increment();
    }

    @Override
    public String getState() {
        return progress.state.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String getReason() {
        return progress.reason;
    }

    @Override
    public int getConnecting() {
        return is(DeliveryState.CONNECTING);
    }

    @Override
    public int getDelivering() {
        return is(DeliveryState.DELIVERING);
    }

    @Override
    public int getWaiting() {
        return is(DeliveryState.WAITING);
    }

    @Override
    public long getRejectedCount() {
        return rejected.sum();
    }

    @Override
    public long getAlreadyPublishedCount() {
        return alreadyPublished.sum();
    }

    @Override
    public long getFailedBatchCount() {
        return failedBatches.sum();
    }

    private int is(DeliveryState state) {
        return progress.state == state ? 1 : 0;
    }
}
