package dev.headgate.sink;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Configured;
import dev.headgate.kit.option.Values;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Flume sees of a sink that writes with a {@link PositionedWriter}: its lifecycle around one delivery.
 *
 * <p>Its channel is read by cursor where it is a journal, else by transactions. <b>Threads.</b> As Flume calls it: one for
 * {@link #process}, which ends before {@link #stop}. <b>Failure.</b> Wrong keys make {@link #start} throw, with all
 * problems; a store that cannot be reached is waited for.
 *
 * @param <S> its settings
 */
public abstract class PositionedSink<S> extends AbstractSink implements Configurable {
    private final Logger log = LoggerFactory.getLogger(getClass());
    private final ComponentOptions declaration;
    private final Function<Values, S> reader;
    private @Nullable Configured<S> configured;
    private @Nullable Delivery delivery;
    private @Nullable DeliveryCounter counter;

    protected PositionedSink(ComponentOptions declaration, Function<Values, S> reader) {
        this.declaration = declaration;
        this.reader = reader;
    }

    /** When its batches are published. */
    protected abstract BatchLimits limits(S settings);

    /** What becomes of the events that the store refuses for their own sake. */
    protected abstract DeadLetterSettings deadLetters(S settings);

    /** A writer for one run of the sink; it opens nothing before its first turn. */
    protected abstract PositionedWriter writer(S settings);

    @Override
    public final void configure(Context context) {
        configured = Configured.read(declaration, getName(), context.getParameters(), reader, log);
    }

    @Override
    public final synchronized void start() {
        S settings = Objects.requireNonNull(configured, "configure comes first").settings();
        DeliveryCounter started = new DeliveryCounter(getName());
        Clock clock = Clock.systemUTC();
        delivery = new Delivery(
                getName(),
                getChannel(),
                new Delivery.Destination(
                        writer(settings), DeadLetters.open(getName(), deadLetters(settings), clock), limits(settings)),
                started,
                clock);
        started.start();
        counter = started;
        super.start();
    }

    @Override
    public final Status process() {
        return Objects.requireNonNull(delivery, "start comes first").turn();
    }

    @Override
    public final synchronized void stop() {
        if (delivery != null) {
            delivery.stop();
            delivery = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }
}
