package dev.headgate.channel.journal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a journal counts. Safe for threads. */
final class JournalMetrics {
    private final LongAdder puts = new LongAdder();
    private final LongAdder syncs = new LongAdder();
    private final LongAdder syncedCommits = new LongAdder();
    private final LongAdder syncNanos = new LongAdder();
    private final AtomicLong slowestSyncNanos = new AtomicLong();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder readByCursor = new LongAdder();
    private final LongAdder quarantined = new LongAdder();

    void put(int events) {
        puts.add(events);
    }

    void synced(int commits, long nanos) {
        syncs.increment();
        syncedCommits.add(commits);
        syncNanos.add(nanos);
        slowestSyncNanos.accumulateAndGet(nanos, Math::max);
    }

    void droppedRepeats(int events) {
        repeats.add(events);
    }

    void readByCursor(long events) {
        readByCursor.add(events);
    }

    void quarantined(long records) {
        quarantined.add(records);
    }

    long puts() {
        return puts.sum();
    }

    long syncs() {
        return syncs.sum();
    }

    long syncedCommits() {
        return syncedCommits.sum();
    }

    long syncNanos() {
        return syncNanos.sum();
    }

    long slowestSyncNanos() {
        return slowestSyncNanos.get();
    }

    long repeats() {
        return repeats.sum();
    }

    /** Events that a cursor has acknowledged. */
    long readByCursor() {
        return readByCursor.sum();
    }

    long quarantined() {
        return quarantined.sum();
    }
}
