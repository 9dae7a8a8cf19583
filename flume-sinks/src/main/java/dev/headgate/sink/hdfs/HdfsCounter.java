package dev.headgate.sink.hdfs;

import dev.headgate.sink.DeliveryCounter;
import java.util.concurrent.atomic.LongAdder;

/** The counters of an HDFS sink. Safe for threads. */
final class HdfsCounter extends DeliveryCounter implements HdfsCounterMBean {
    private static final double HOUR_MILLIS = 3_600_000;

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder epochs = new LongAdder();

    HdfsCounter(String sink) {
        super(sink);
    }

    /** Counts an epoch. */
    void published(Manifest manifest) {
        epochs.increment();
        published(manifest.files().size(), manifest.bytes());
        addToEventDrainSuccessCount(manifest.events());
    }

    /** Counts files. */
    void published(int count, long size) {
        files.add(count);
        bytes.add(size);
    }

    @Override
    public long getFileCount() {
        return files.sum();
    }

    @Override
    public long getFileByteCount() {
        return bytes.sum();
    }

    @Override
    public double getMeanFileBytes() {
        long count = files.sum();
        return count == 0 ? 0 : (double) bytes.sum() / count;
    }

    @Override
    public double getFilesPerHour() {
        long millis = System.currentTimeMillis() - getStartTime();
        return millis <= 0 ? 0 : files.sum() * HOUR_MILLIS / millis;
    }

    @Override
    public long getEpochCount() {
        return epochs.sum();
    }
}
