package dev.headgate.source.tail;

import org.apache.flume.instrumentation.SourceCounter;

/** Counts what a tail source does. Safe for many threads. */
final class TailCounter extends SourceCounter implements TailCounterMBean {
    private static final String BYTES_BEHIND = "src.bytes.behind";
    private static final String CUTS = "src.lines.cut";

    TailCounter(String source) {
        super(source, new String[] {BYTES_BEHIND, CUTS});
    }

    @Override
    public long getBytesBehind() {
        return get(BYTES_BEHIND);
    }

    void setBytesBehind(long bytes) {
        set(BYTES_BEHIND, bytes);
    }

    @Override
    public long getCutCount() {
        return get(CUTS);
    }

    void addToCutCount(long cuts) {
        addAndGet(CUTS, cuts);
    }
}
