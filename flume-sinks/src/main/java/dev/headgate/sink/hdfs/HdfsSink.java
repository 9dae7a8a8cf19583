package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Configured;
import dev.headgate.kit.progress.ProgressChannel;
import dev.headgate.sink.DeadLetters;
import dev.headgate.sink.hdfs.Step.Watch;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.FlumeException;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events into HDFS as whole files.
 *
 * <p><b>Guarantee.</b> On a journal each event lands once: all files of an epoch are published together with the range
 * of positions that they hold, and a crash at any moment neither loses nor repeats one. On any other channel at least
 * once: a batch is committed when all its files' DataNodes have it, and after a failure it may land twice. On both,
 * files grow in a hidden folder and a reader sees no partial file. <b>Threads.</b> As Flume calls it: one for {@link
 * #process}, which ends before {@link #stop}. <b>Failure.</b> Wrong keys make {@link #start} throw, with all problems;
 * a store that cannot be reached is waited for.
 */
public final class HdfsSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(HdfsSink.class);

    private final Clock clock;
    private final Watch watch;
    private @Nullable Configured<HdfsSettings> configured;
    private @Nullable HdfsCounter counter;
    private @Nullable EpochDelivery epochs;
    private @Nullable FlushDelivery batches;

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
        HdfsCounter counting = new HdfsCounter(getName(), clock);
        HdfsSinkContext context = new HdfsSinkContext(
                getName(),
                settings,
                clock,
                watch,
                new Patience(settings.storeTimeout(), settings.stopTimeout()),
                counting,
                DeadLetters.open(getName(), settings.deadLetters(), clock));
        if (getChannel() instanceof ProgressChannel journal) {
            LOG.info("Sink '{}' reads journal '{}': each event lands once.", getName(), journal.getName());
            epochs = new EpochDelivery(context, journal);
        } else {
            LOG.info(
                    "Sink '{}' reads channel '{}', which is no journal: events land at least once.",
                    getName(),
                    getChannel().getName());
            if (settings.audit() || settings.success() || !settings.lateAge().isZero()) {
                LOG.warn(
                        "Keys 'success', 'late-age' and 'audit' do nothing in sink '{}': they need a journal before it.",
                        getName());
            }
            batches = new FlushDelivery(context, getChannel(), flushable(settings));
        }
        counting.start();
        counter = counting;
        super.start();
    }

    /** What a crash leaves of a file without a journal is mended, which not every format allows. */
    private FlushableFormat flushable(HdfsSettings settings) {
        if (settings.format() instanceof FlushableFormat flushable) {
            return flushable;
        }
        throw new FlumeException(
                ("Starting sink '%s' failed: files '.%s' cannot be flushed, which it does where no journal is before it, and"
                                + " channel '%s' is none. Use a channel of type dev.headgate.channel.journal.JournalChannel,"
                                + " or text without a codec, avro or sequence-file.")
                        .formatted(
                                getName(),
                                settings.format().extension(),
                                getChannel().getName()));
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
        if (batches != null) {
            batches.stop();
            batches = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }
}
