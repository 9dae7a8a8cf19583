package dev.headgate.sink.lane;

import dev.headgate.sink.DeliveryCounter;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a lane does. Safe for many threads. */
final class LaneCounter extends DeliveryCounter implements LaneCounterMBean {
    private final LongAdder refusedBatches = new LongAdder();
    private final LongAdder targetChanges = new LongAdder();
    private final LongAdder possiblyRepeated = new LongAdder();

    LaneCounter(String sink) {
        super(sink);
    }

    void batchRefused() {
        refusedBatches.increment();
    }

    /** Counts a change of target, with the events that were in doubt then. */
    void targetChanged(int inDoubt) {
        targetChanges.increment();
        possiblyRepeated.add(inDoubt);
    }

    @Override
    public long getRefusedBatchCount() {
        return refusedBatches.sum();
    }

    @Override
    public long getTargetChangeCount() {
        return targetChanges.sum();
    }

    @Override
    public long getPossiblyRepeatedCount() {
        return possiblyRepeated.sum();
    }
}
