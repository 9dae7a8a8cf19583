package dev.headgate.source;

import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.Configured;
import dev.headgate.kit.option.Values;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.EventDrivenSource;
import org.apache.flume.conf.Configurable;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.flume.source.AbstractSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a source that works on a thread of its own: keys, thread and counter.
 *
 * <p>Configuring never throws. Starting throws where the keys are wrong, a batch would not fit a channel, or what is read
 * cannot be opened; Flume then tries again every few seconds. Stopping returns when the work is closed.
 *
 * @param <S> the source's settings
 * @param <C> the source's counter
 */
public abstract class ThreadedSource<S, C extends SourceCounter> extends AbstractSource
        implements EventDrivenSource, Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadedSource.class);

    private final ComponentOptions declaration;
    private final Function<Values, S> reader;
    private @Nullable Configured<S> configured;
    private @Nullable C counter;
    private @Nullable SourceThread thread;

    /**
     * Makes a source.
     *
     * @param reader makes the settings of values that were found right
     */
    protected ThreadedSource(ComponentOptions declaration, Function<Values, S> reader) {
        this.declaration = declaration;
        this.reader = reader;
    }

    protected abstract int batchEvents(S settings);

    protected abstract C counter(String name);

    /**
     * Opens what is read; {@link SourceThread} closes it.
     *
     * @param channel takes a batch as a whole, or throws and takes none
     */
    protected abstract SourceThread open(S settings, C counting, Consumer<List<Event>> channel);

    @Override
    public final synchronized void configure(Context context) {
        configured = Configured.read(declaration, getName(), context.getParameters(), reader, LOG);
    }

    @Override
    public final synchronized void start() {
        S settings = Objects.requireNonNull(configured, "configure comes before start")
                .settings();
        BatchLimit.check(getName(), batchEvents(settings), getChannelProcessor());
        C counting = counter(getName());
        // The thread never calls this source, whose lock stop() holds while it waits for the thread.
        SourceThread opened = open(settings, counting, getChannelProcessor()::processEventBatch);
        counting.start();
        opened.start();
        counter = counting;
        thread = opened;
        super.start();
    }

    @Override
    public final synchronized void stop() {
        if (thread != null) {
            thread.stop();
            thread = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }
}
