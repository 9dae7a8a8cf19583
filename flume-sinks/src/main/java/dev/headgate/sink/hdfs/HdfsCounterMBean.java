package dev.headgate.sink.hdfs;

import dev.headgate.sink.DeliveryCounterMBean;

/** What an HDFS sink shows in JMX beside what every sink does. */
public interface HdfsCounterMBean extends DeliveryCounterMBean {
    /** Files that were published. */
    long getFileCount();

    /** Bytes of the files that were published. */
    long getFileByteCount();

    /** Bytes of a published file in the mean; 0 before the first. */
    double getMeanFileBytes();

    /** Files published per hour since the sink was started. */
    double getFilesPerHour();

    /** Epochs that were published; 0 without a journal. */
    long getEpochCount();
}
