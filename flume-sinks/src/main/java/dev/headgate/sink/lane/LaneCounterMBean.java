package dev.headgate.sink.lane;

import dev.headgate.sink.DeliveryCounterMBean;

/**
 * What a lane shows over JMX, beside what every sink of ours shows.
 *
 * <p>Public because JMX asks for it; its name is that of the counter with the ending that JMX asks for.
 */
public interface LaneCounterMBean extends DeliveryCounterMBean {
    /** Batches that a target refused, as its channels were full. */
    long getRefusedBatchCount();

    /** How often another target was used than before. */
    long getTargetChangeCount();

    /** Events that were in doubt when the target was changed: at most so many landed twice. */
    long getPossiblyRepeatedCount();
}
