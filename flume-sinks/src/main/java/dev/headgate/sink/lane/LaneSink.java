package dev.headgate.sink.lane;

import dev.headgate.kit.option.Configured;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a channel's events to one Avro source of the next tier, in order.
 *
 * <p><b>Guarantee.</b> From a journal to a journal behind one target each event lands once, whatever is killed; where it
 * changes its target, one batch at most may land in both, and two where it is killed and begins with another target. From or to any other channel at least once. <b>Threads.</b> As
 * Flume calls it: one for {@link #process}, which ends before {@link #stop}. <b>Failure.</b> Wrong keys make
 * {@link #start} throw, with all problems; a target that is away or full is waited for.
 */
public final class LaneSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneSink.class);

    private @Nullable Configured<LaneSettings> configured;
    private @Nullable LaneCounter counter;
    private @Nullable Lane lane;

    @Override
    public void configure(Context context) {
        configured =
                Configured.read(LaneOptions.DECLARATION, getName(), context.getParameters(), LaneSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        LaneSettings settings =
                Objects.requireNonNull(configured, "configure comes first").settings();
        LaneCounter started = new LaneCounter(getName());
        lane = new Lane(getName(), getChannel(), settings, started, Clock.systemUTC());
        started.start();
        counter = started;
        super.start();
    }

    @Override
    public Status process() {
        return Objects.requireNonNull(lane, "start comes first").turn();
    }

    @Override
    public synchronized void stop() {
        if (lane != null) {
            lane.stop();
            lane = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }
}
