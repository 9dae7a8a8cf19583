package dev.headgate.sink.hbase;

import dev.headgate.sink.BatchSink;
import dev.headgate.sink.BatchWriter;

/**
 * Writes each event into a row of an HBase table, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when HBase confirmed each of its rows. Row key and cell timestamps come from
 * the event, so a batch written again after a failure overwrites itself. <b>Threads, failure.</b> As every
 * {@link BatchSink}; a missing table is waited for too.
 */
public final class HBaseSink extends BatchSink<HBaseSettings> {
    /** For Flume. */
    public HBaseSink() {
        super(HBaseOptions.DECLARATION, HBaseSettings::of);
    }

    @Override
    protected int batchEvents(HBaseSettings settings) {
        return settings.batchEvents();
    }

    @Override
    protected BatchWriter writer(HBaseSettings settings) {
        return new HBaseWriter(getName(), settings);
    }
}
