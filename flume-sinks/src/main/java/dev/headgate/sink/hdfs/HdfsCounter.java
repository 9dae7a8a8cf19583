package dev.headgate.sink.hdfs;

import dev.headgate.sink.DeliveryCounter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counters of an HDFS sink. Safe for threads. */
final class HdfsCounter extends DeliveryCounter implements HdfsCounterMBean {
    private final Clock clock;
    private final LastHour lastHour;
    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder epochs = new LongAdder();

    private volatile Held held = new Held(0, 0, null);

    /** Late events that are held, and since when the oldest of them. */
    private record Held(long events, int files, @Nullable Instant since) {}

    HdfsCounter(String sink, Clock clock) {
        super(sink);
        this.clock = clock;
        this.lastHour = new LastHour(clock);
    }

    /** Counts an epoch. */
    void published(Manifest manifest) {
        epochs.increment();
        merged(manifest);
        addToEventDrainSuccessCount(manifest.events());
    }

    /** Counts the files of events that were counted when they were held. */
    void merged(Manifest manifest) {
        List<StagedFile> visible = manifest.visible();
        published(visible.size(), visible.stream().mapToLong(StagedFile::bytes).sum());
    }

    /** Notes which late events are held. */
    void held(long events, int count, @Nullable Instant since) {
        held = new Held(events, count, since);
    }

    /** Counts files. */
    void published(int count, long size) {
        files.add(count);
        bytes.add(size);
        lastHour.add(count, size);
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
        long count = lastHour.files();
        return count == 0 ? 0 : (double) lastHour.bytes() / count;
    }

    @Override
    public double getFilesPerHour() {
        return lastHour.files();
    }

    @Override
    public long getHeldEventCount() {
        return held.events();
    }

    @Override
    public long getHeldFileCount() {
        return held.files();
    }

    @Override
    public long getHeldAgeSeconds() {
        Instant since = held.since();
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toSeconds());
    }

    @Override
    public long getEpochCount() {
        return epochs.sum();
    }
}
