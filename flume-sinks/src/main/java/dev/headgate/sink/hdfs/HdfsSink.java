package dev.headgate.sink.hdfs;

import dev.headgate.sink.BatchSink;
import dev.headgate.sink.BatchWriter;
import java.time.Clock;

/**
 * Writes events into HDFS as whole files of text, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when all its files' DataNodes have it. Files grow in a hidden folder and are
 * renamed to their final place when they are complete, so a reader sees no partial file. What a killed agent had
 * committed is published by the next start of the sink with the same {@code writer}. After a failure a batch may land
 * twice. <b>Threads, failure.</b> As every {@link BatchSink}.
 */
public final class HdfsSink extends BatchSink<HdfsSettings> {
    private final Clock clock;

    /** For Flume. */
    public HdfsSink() {
        this(Clock.systemUTC());
    }

    HdfsSink(Clock clock) {
        super(HdfsOptions.DECLARATION, HdfsSettings::of);
        this.clock = clock;
    }

    @Override
    protected int batchEvents(HdfsSettings settings) {
        return settings.batchEvents();
    }

    @Override
    protected BatchWriter writer(HdfsSettings settings) {
        return new HdfsWriter(getName(), settings, clock);
    }
}
