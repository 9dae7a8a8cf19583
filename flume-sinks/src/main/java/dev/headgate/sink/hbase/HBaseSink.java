package dev.headgate.sink.hbase;

import dev.headgate.kit.option.Configured;
import dev.headgate.sink.BatchDelivery;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each event into a row of an HBase table, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when HBase confirmed each of its rows. Row key and cell timestamps come from
 * the event, so a batch written again after a failure overwrites itself. <b>Threads.</b> As Flume calls it: one for
 * {@link #process}, which ends before {@link #stop}. <b>Failure.</b> An HBase that cannot be reached, or lacks the table,
 * is waited for.
 */
public final class HBaseSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(HBaseSink.class);

    private @Nullable Configured<HBaseSettings> configured;
    private @Nullable BatchDelivery delivery;

    @Override
    public void configure(Context context) {
        configured =
                Configured.read(HBaseOptions.DECLARATION, getName(), context.getParameters(), HBaseSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        HBaseSettings settings =
                Objects.requireNonNull(configured, "configure comes first").settings();
        delivery = BatchDelivery.start(this, settings.batchEvents(), new HBaseWriter(getName(), settings));
        super.start();
    }

    @Override
    public Status process() {
        return Objects.requireNonNull(delivery, "start comes first").turn();
    }

    @Override
    public synchronized void stop() {
        if (delivery != null) {
            delivery.stop();
            delivery = null;
        }
        super.stop();
    }
}
