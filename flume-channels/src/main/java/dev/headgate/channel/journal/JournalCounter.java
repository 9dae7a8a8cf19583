package dev.headgate.channel.journal;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flume.instrumentation.ChannelCounter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flume's channel counters and what a journal has beside them, in JMX. Safe for threads. */
final class JournalCounter extends ChannelCounter implements JournalCounterMBean {
    private static final Logger LOG = LoggerFactory.getLogger(JournalCounter.class);

    private final Supplier<@Nullable Journal> journal;
    private final JournalMetrics metrics;

    /**
     * Counts for a channel.
     *
     * @param journal gives the open journal, or null while there is none
     */
    JournalCounter(String name, JournalMetrics metrics, Supplier<@Nullable Journal> journal) {
        super(name);
        this.metrics = metrics;
        this.journal = journal;
    }

    @Override
    public long getChannelSize() {
        Journal open = journal.get();
        return open == null ? 0 : open.depthEvents();
    }

    /** Takes of transactions, and what a cursor acknowledged. */
    @Override
    public long getEventTakeSuccessCount() {
        return super.getEventTakeSuccessCount() + metrics.readByCursor();
    }

    @Override
    public long getEventTakeAttemptCount() {
        return super.getEventTakeAttemptCount() + metrics.readByCursor();
    }

    @Override
    public long getDepthBytes() {
        Journal open = journal.get();
        return open == null ? 0 : open.depthBytes();
    }

    @Override
    public long getDiskBytes() {
        Journal open = journal.get();
        return open == null ? 0 : open.diskBytes();
    }

    @Override
    public double getOldestEventAgeSeconds() {
        Journal open = journal.get();
        try {
            return open == null
                    ? 0
                    : open.queue().oldestTime().stream()
                            .mapToDouble(time -> Math.max(0, System.currentTimeMillis() - time) / 1000.0)
                            .findFirst()
                            .orElse(0);
        } catch (IOException unreadable) {
            LOG.warn("The age of the oldest event could not be read: {}", unreadable.getMessage());
            return Double.NaN;
        }
    }

    @Override
    public long getSyncCount() {
        return metrics.syncs();
    }

    @Override
    public double getEventsPerSync() {
        return metrics.syncs() == 0 ? 0 : (double) metrics.puts() / metrics.syncs();
    }

    @Override
    public double getCommitsPerSync() {
        return metrics.syncs() == 0 ? 0 : (double) metrics.syncedCommits() / metrics.syncs();
    }

    @Override
    public double getSyncMeanMillis() {
        return metrics.syncs() == 0 ? 0 : metrics.syncNanos() / 1e6 / metrics.syncs();
    }

    @Override
    public double getSyncSlowestMillis() {
        return metrics.slowestSyncNanos() / 1e6;
    }

    @Override
    public long getRepeatsDroppedCount() {
        return metrics.repeats();
    }

    @Override
    public long getQuarantinedCount() {
        return metrics.quarantined();
    }
}
