package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Configured;
import dev.headgate.kit.progress.ProgressChannel;
import dev.headgate.sink.BatchDelivery;
import dev.headgate.sink.hdfs.Step.Watch;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.instrumentation.SinkCounter;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events into HDFS as whole files.
 *
 * <p><b>Guarantee.</b> On a journal each event lands once: all files of an epoch are published together with the range of
 * positions that they hold, and a crash at any moment neither loses nor repeats one. On any other channel at least once: a batch is
 * committed when all its files' DataNodes have it, and after a failure it may land twice. On both, files grow in a hidden folder
 * and a reader sees no partial file. <b>Threads.</b> As Flume calls it: one for {@link #process}, which ends before
 * {@link #stop}. <b>Failure.</b> Wrong keys make {@link #start} throw, with all problems; a store that cannot be reached is waited
 * for.
 */
public final class HdfsSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsSink.class);

    private final Clock clock;
    private final Watch watch;
    private @Nullable Configured<HdfsSettings> configured;
    private @Nullable SinkCounter counter;
    private @Nullable EpochDelivery epochs;
    private @Nullable BatchDelivery batches;

    /** For Flume. */
    public HdfsSink() {
        this(Clock.systemUTC(), Watch.NONE);
    }

    HdfsSink(Clock clock, Watch watch) {
        this.clock = clock;
        this.watch = watch;
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
        if (getChannel() instanceof ProgressChannel journal) {
            LOG.info("Sink '{}' reads journal '{}': each event lands once.", getName(), journal.getName());
            SinkCounter counting = new SinkCounter(getName());
            counting.start();
            counter = counting;
            Patience patience = new Patience(settings.storeTimeout(), settings.stopTimeout());
            epochs = new EpochDelivery(
                    new HdfsSinkContext(getName(), settings, clock, watch, patience), journal, counting);
        } else {
            LOG.info(
                    "Sink '{}' reads channel '{}', which is no journal: events land at least once.",
                    getName(),
                    getChannel().getName());
            batches = BatchDelivery.start(this, settings.batchEvents(), new HdfsWriter(getName(), settings, clock));
        }
        super.start();
    }

    @Override
    public Status process() {
        EpochDelivery byEpochs = epochs;
        return byEpochs != null
                ? byEpochs.turn()
                : Objects.requireNonNull(batches, "start comes first").turn();
    }

    @Override
    public synchronized void stop() {
        if (epochs != null) {
            epochs.stop();
            epochs = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        if (batches != null) {
            batches.stop();
            batches = null;
        }
        super.stop();
    }
}
