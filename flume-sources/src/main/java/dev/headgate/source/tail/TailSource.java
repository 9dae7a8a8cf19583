package dev.headgate.source.tail;

import dev.headgate.kit.option.Configured;
import dev.headgate.source.BatchLimit;
import dev.headgate.source.SourceThread;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.EventDrivenSource;
import org.apache.flume.FlumeException;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.conf.Configurable;
import org.apache.flume.source.AbstractSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lines of growing files into its channels, each line an event, at least once.
 *
 * <p>A file is known by its inode and its first bytes: one that is renamed is read on to its end and never again, one
 * that is truncated begins anew under another feeder's name, one that is deleted is read to its end as long as it is
 * held open. An event bears its feeder, its position (the offset in bytes behind its line), the time of reading in
 * milliseconds, and {@code file}, the name under which the file was first seen.
 *
 * <p>Runs on a thread of its own. A full channel makes it wait. It throws at start where its keys are wrong, a batch
 * would not fit a channel, or the position file cannot be used.
 */
public final class TailSource extends AbstractSource implements EventDrivenSource, Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(TailSource.class);

    private @Nullable Configured<TailSettings> configured;
    private @Nullable TailCounter counter;
    private @Nullable SourceThread thread;

    @Override
    public synchronized void configure(Context context) {
        configured =
                Configured.read(TailOptions.DECLARATION, getName(), context.getParameters(), TailSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        TailSettings settings = Objects.requireNonNull(configured, "configure comes before start")
                .settings();
        ChannelProcessor processor = getChannelProcessor();
        BatchLimit.check(getName(), TailOptions.BATCH_EVENTS.name(), settings.batchEvents(), processor);
        TailCounter counting = new TailCounter(getName());
        // The thread never calls this source, whose lock stop() holds while it waits for the thread.
        thread = new SourceThread(getName(), tailer(settings, counting, processor), settings.poll());
        counting.start();
        counter = counting;
        thread.start();
        super.start();
    }

    @Override
    public synchronized void stop() {
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

    private Tailer tailer(TailSettings settings, TailCounter counting, ChannelProcessor processor) {
        try {
            return new Tailer(settings, Clock.systemUTC(), counting, processor::processEventBatch);
        } catch (IOException failed) {
            throw new FlumeException(
                    "Cannot use position file '%s' in source '%s': %s. Make it readable and its folder writable."
                            .formatted(settings.positionFile(), getName(), failed.getMessage()),
                    failed);
        }
    }
}
