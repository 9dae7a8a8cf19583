package dev.headgate.sink;

import org.apache.flume.instrumentation.SinkCounterMBean;

/** What a sink shows in JMX beside Flume's own counters. */
public interface DeliveryCounterMBean extends SinkCounterMBean {
    /** {@code connecting}, {@code delivering} or {@code waiting}. */
    String getState();

    /** Why it waits; empty where it does not. */
    String getReason();

    /** 1 while it makes its writer ready, else 0. */
    int getConnecting();

    /** 1 while it delivers, else 0. */
    int getDelivering();

    /** 1 while it waits after a failure, else 0. */
    int getWaiting();

    /** Events that the store refused for their own sake, and that were set aside or discarded. */
    long getRejectedCount();

    /** Events that were found in the store after a restart or a failure, and not written again. */
    long getAlreadyPublishedCount();

    /** Batches that failed and were taken again. */
    long getFailedBatchCount();
}
