package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Configured;
import dev.headgate.sink.BatchDelivery;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events into HDFS as whole files of text, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when all its files' DataNodes have it. Files grow in a hidden folder and are
 * renamed to their final place when they are complete, so a reader sees no partial file. What a killed agent had
 * committed is published by the next start of the sink with the same {@code writer}. After a failure a batch may land
 * twice. <b>Threads.</b> As Flume calls it: one for {@link #process}, which ends before {@link #stop}. <b>Failure.</b>
 * An HDFS that cannot be reached is waited for.
 */
public final class HdfsSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsSink.class);

    private final Clock clock;
    private @Nullable Configured<HdfsSettings> configured;
    private @Nullable BatchDelivery delivery;

    /** For Flume. */
    public HdfsSink() {
        this(Clock.systemUTC());
    }

    HdfsSink(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure(Context context) {
        configured =
                Configured.read(HdfsOptions.DECLARATION, getName(), context.getParameters(), HdfsSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        HdfsSettings settings =
                Objects.requireNonNull(configured, "configure comes first").settings();
        delivery = BatchDelivery.start(this, settings.batchEvents(), new HdfsWriter(getName(), settings, clock));
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
