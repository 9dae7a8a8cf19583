package dev.headgate.sink;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flume.instrumentation.SinkCounter;

/** Flume's sink counters, and the state of a delivery, in JMX. Safe for threads. */
final class DeliveryCounter extends SinkCounter implements DeliveryCounterMBean {
    private final LongAdder rejected = new LongAdder();
    private final LongAdder alreadyPublished = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private volatile Progress progress = new Progress(DeliveryState.CONNECTING, "");

    private record Progress(DeliveryState state, String reason) {}

    DeliveryCounter(String sink) {
        super(sink);
    }

    void state(DeliveryState state) {
        if (progress.state != state) {
            progress = new Progress(state, "");
        }
    }

    void waiting(String reason) {
        progress = new Progress(DeliveryState.WAITING, reason);
    }

    void rejected(int events) {
        rejected.add(events);
    }

    void alreadyPublished(int events) {
        alreadyPublished.add(events);
    }

    void batchFailed() {
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
