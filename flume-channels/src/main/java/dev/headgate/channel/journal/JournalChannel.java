package dev.headgate.channel.journal;

import dev.headgate.kit.option.Configured;
import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.ProgressChannel;
import java.io.IOException;
import java.time.Clock;
import java.util.OptionalLong;
import org.apache.flume.ChannelException;
import org.apache.flume.Context;
import org.apache.flume.annotations.Disposable;
import org.apache.flume.channel.BasicChannelSemantics;
import org.apache.flume.channel.BasicTransactionSemantics;
import org.apache.flume.conf.TransactionCapacitySupported;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable channel at the speed of the disk: keeps events and the progress of their feeders in one log.
 *
 * <p>Nothing is lost that a commit has returned for, whatever process is killed and whatever machine loses power
 * (except with {@code sync: interval}, where a power cut loses the last interval). Of a feeder's events each is stored
 * once. First in, first out; events of a rolled back transaction go to the head again. Safe for threads.
 *
 * <p>It refuses to start with wrong keys, and where another process has its folders.
 */
@Disposable
public final class JournalChannel extends BasicChannelSemantics
        implements ProgressChannel, TransactionCapacitySupported {
    private static final Logger LOG = LoggerFactory.getLogger(JournalChannel.class);

    private @Nullable Configured<JournalSettings> configured;
    private volatile @Nullable Journal journal;
    private @Nullable JournalCounter counter;

    @Override
    public void configure(Context context) {
        configured = Configured.read(
                JournalOptions.DECLARATION, getName(), context.getParameters(), JournalSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        JournalSettings settings = settings();
        JournalMetrics metrics = new JournalMetrics();
        try {
            Journal opened = Journal.open(settings, new LocalDisk(), Clock.systemUTC(), metrics);
            journal = opened;
            LOG.info(
                    "Channel '{}' holds {} events in {}{}.",
                    getName(),
                    opened.depthEvents(),
                    settings.directories(),
                    settings.sync() == JournalSettings.Sync.INTERVAL
                            ? "; a power cut may lose what was acknowledged in the last "
                                    + settings.syncInterval().toMillis() + " ms, as sync is set to interval"
                            : "");
        } catch (IOException refused) {
            throw new ChannelException("Starting channel '" + getName() + "' failed: " + refused.getMessage(), refused);
        }
        counter = new JournalCounter(getName(), metrics, () -> journal);
        counter.start();
        // A start sets all counters back.
        counter.setChannelCapacity(settings.capacityEvents());
        super.start();
    }

    @Override
    public synchronized void stop() {
        Journal open = journal;
        journal = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException failed) {
                LOG.error("Closing channel '{}' failed: {}", getName(), failed.getMessage());
            }
        }
        if (counter != null) {
            counter.stop();
        }
        super.stop();
    }

    @Override
    protected BasicTransactionSemantics createTransaction() {
        if (counter == null) {
            throw notStarted();
        }
        return new JournalTransaction(open(), settings(), counter, getName());
    }

    @Override
    public long getTransactionCapacity() {
        return settings().transactionCapacity();
    }

    @Override
    public OptionalLong progressOf(String feeder) {
        return open().progressOf(feeder);
    }

    @Override
    public String journalId() {
        return open().id();
    }

    @Override
    public EventCursor openCursor(String reader) {
        return open().openCursor(reader);
    }

    private JournalSettings settings() {
        if (configured == null) {
            throw new IllegalStateException("Channel '" + getName() + "' was not configured.");
        }
        return configured.settings();
    }

    private Journal open() {
        Journal open = journal;
        if (open == null) {
            throw notStarted();
        }
        return open;
    }

    private ChannelException notStarted() {
        return new ChannelException("Using channel '" + getName() + "' failed: it is not started.");
    }
}
