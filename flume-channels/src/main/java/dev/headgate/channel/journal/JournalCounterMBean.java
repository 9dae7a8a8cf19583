package dev.headgate.channel.journal;

import org.apache.flume.instrumentation.ChannelCounterMBean;

/** What a journal shows in JMX. */
public interface JournalCounterMBean extends ChannelCounterMBean {
    /** Bytes of the events that are queued. */
    long getDepthBytes();

    /** Bytes that the journal's files take. */
    long getDiskBytes();

    double getOldestEventAgeSeconds();

    long getSyncCount();

    double getEventsPerSync();

    double getCommitsPerSync();

    double getSyncMeanMillis();

    double getSyncSlowestMillis();

    /** Events that were dropped because their feeder's progress had passed them. */
    long getRepeatsDroppedCount();

    /** Damaged places that were set aside. */
    long getQuarantinedCount();
}
