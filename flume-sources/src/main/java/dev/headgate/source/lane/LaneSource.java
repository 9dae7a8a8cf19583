package dev.headgate.source.lane;

import dev.headgate.kit.option.Configured;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.EventDrivenSource;
import org.apache.flume.FlumeException;
import org.apache.flume.conf.Configurable;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.flume.source.AbstractSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what lanes and Flume's own Avro sinks and clients send; stands where an Avro source of Flume stood.
 *
 * <p><b>Guarantee.</b> A batch is answered when all channels have it; a batch that a channel refuses is refused, and its
 * sender keeps it. A journal stores each event of a lane once. Feeder headers are believed from senders whose certificates
 * bear a trusted name, where such names are given. <b>Threads.</b> One for each connection; a batch at a time of each.
 * <b>Failure.</b> Wrong keys and a port that is taken make {@link #start} throw, with all problems; Flume tries again.
 * {@link #stop} lets batches that are being stored end.
 */
public final class LaneSource extends AbstractSource implements EventDrivenSource, Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSource.class);

    private @Nullable Configured<LaneSettings> configured;
    private @Nullable SourceCounter counter;
    private @Nullable LaneListener listener;

    @Override
    public synchronized void configure(Context context) {
        configured =
                Configured.read(LaneOptions.DECLARATION, getName(), context.getParameters(), LaneSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        LaneSettings settings = Objects.requireNonNull(configured, "configure comes before start")
                .settings();
        SourceCounter counting = new SourceCounter(getName());
        Clock clock = Clock.systemUTC();
        LaneListener opened =
                open(settings, new EventStore(getName(), getChannelProcessor(), counting, clock), counting, clock);
        counting.start();
        opened.start();
        counter = counting;
        listener = opened;
        LOG.info("Source '{}' listens on {}.", getName(), opened.address());
        super.start();
    }

    private LaneListener open(LaneSettings settings, EventStore store, SourceCounter counting, Clock clock) {
        try {
            if (settings.tls().isPresent()) {
                settings.tls().get().files().context();
            }
            return new LaneListener(getName(), settings, store, counting, clock);
        } catch (IOException refused) {
            throw new FlumeException(
                    "Cannot listen on '%s:%d' in source '%s': %s. Correct 'bind', 'port' or the files of 'tls'."
                            .formatted(settings.bind(), settings.port(), getName(), refused.getMessage()),
                    refused);
        }
    }

    @Override
    public synchronized void stop() {
        if (listener != null) {
            listener.stop();
            listener = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }
}
