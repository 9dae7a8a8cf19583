package dev.headgate.sink.hdfs;

import dev.headgate.sink.DeliveryCounterMBean;

/** What an HDFS sink shows in JMX beside what every sink does. */
public interface HdfsCounterMBean extends DeliveryCounterMBean {
    /** Files that were published. */
    long getFileCount();

    /** Bytes of the files that were published. */
    long getFileByteCount();

    /** Bytes of a file published in the last hour in the mean; 0 where none was. */
    double getMeanFileBytes();

    /** Files published in the last hour. */
    double getFilesPerHour();

    /** Late events that are held, to be published together. */
    long getHeldEventCount();

    /** Hidden files of late events. */
    long getHeldFileCount();

    /** Age of the oldest hidden file of late events, in seconds; 0 where there is none. */
    long getHeldAgeSeconds();

    /** Epochs that were published; 0 without a journal. */
    long getEpochCount();
}
