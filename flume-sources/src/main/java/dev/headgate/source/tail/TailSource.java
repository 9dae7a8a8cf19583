package dev.headgate.source.tail;

import dev.headgate.source.SourceThread;
import dev.headgate.source.ThreadedSource;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flume.Event;
import org.apache.flume.FlumeException;

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
public final class TailSource extends ThreadedSource<TailSettings, TailCounter> {
    public TailSource() {
        super(TailOptions.DECLARATION, TailSettings::of);
    }

    @Override
    protected int batchEvents(TailSettings settings) {
        return settings.batchEvents();
    }

    @Override
    protected TailCounter counter(String name) {
        return new TailCounter(name);
    }

    @Override
    protected SourceThread open(TailSettings settings, TailCounter counting, Consumer<List<Event>> channel) {
        try {
            Tailer tailer = new Tailer(settings, Clock.systemUTC(), counting, channel);
            return new SourceThread(getName(), tailer, settings.poll());
        } catch (IOException failed) {
            throw new FlumeException(
                    "Cannot use position file '%s' in source '%s': %s. Make it readable and its folder writable."
                            .formatted(settings.positionFile(), getName(), failed.getMessage()),
                    failed);
        }
    }
}
