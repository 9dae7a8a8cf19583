package dev.headgate.sink.hbase;

import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.PositionedSink;
import dev.headgate.sink.PositionedWriter;

/**
 * Writes each event into a row of an HBase table, and adds to counters.
 *
 * <p><b>Guarantee.</b> A batch is acknowledged when HBase confirmed each of its rows. Row key and cell timestamps come from
 * the event, so a batch written again after a failure overwrites itself. From a journal, counters count each event once;
 * from any other channel, what is taken again is counted again. <b>Threads.</b> As every {@link PositionedSink}.
 * <b>Failure.</b> HBase, a table or a column family that is missing is waited for; an event that HBase refuses for its own
 * sake is a dead letter.
 */
public final class HBaseSink extends PositionedSink<HBaseSettings> {
    /** For Flume. */
    public HBaseSink() {
        super(HBaseOptions.DECLARATION, HBaseSettings::of);
    }

    @Override
    protected BatchLimits limits(HBaseSettings settings) {
        return settings.limits();
    }

    @Override
    protected DeadLetterSettings deadLetters(HBaseSettings settings) {
        return settings.deadLetters();
    }

    @Override
    protected PositionedWriter writer(HBaseSettings settings) {
        return new HBaseWriter(getName(), settings, new HBaseConnector(settings.store()));
    }
}
