package dev.headgate.channel.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flume.ChannelException;
import org.apache.flume.ChannelFullException;
import org.apache.flume.Event;
import org.apache.flume.channel.BasicTransactionSemantics;
import org.apache.flume.instrumentation.ChannelCounter;
import org.jspecify.annotations.Nullable;

/** A transaction of Flume on a journal: puts or takes, never both. Used by the one thread that began it. */
final class JournalTransaction extends BasicTransactionSemantics {
    private final Journal journal;
    private final JournalSettings settings;
    private final ChannelCounter counter;
    private final String channel;

    private @Nullable EventBatch puts;
    private List<StoredEvent> takes = List.of();

    JournalTransaction(Journal journal, JournalSettings settings, ChannelCounter counter, String channel) {
        this.journal = journal;
        this.settings = settings;
        this.counter = counter;
        this.channel = channel;
    }

    @Override
    protected void doPut(Event event) {
        counter.incrementEventPutAttemptCount();
        if (!takes.isEmpty()) {
            throw refusal("a transaction that has taken events cannot put. Use a transaction for each");
        }
        if (puts == null) {
            puts = journal.borrowBatch();
        }
        if (puts.count() >= settings.transactionCapacity()) {
            throw refusal("the transaction holds %d events already. Lower the batch size or raise transaction-capacity"
                    .formatted(puts.count()));
        }
        try {
            puts.add(event, settings.maxEventBytes());
        } catch (IllegalArgumentException tooLarge) {
            throw refusal(String.valueOf(tooLarge.getMessage()));
        }
    }

    @Override
    protected @Nullable Event doTake() throws InterruptedException {
        counter.incrementEventTakeAttemptCount();
        String reader = journal.cursorReader();
        if (puts != null || reader != null || takes.size() >= settings.transactionCapacity()) {
            throw refusal(whyNoTake(reader));
        }
        try {
            StoredEvent taken = journal.queue().take(takes.isEmpty() ? settings.keepAlive() : Duration.ZERO);
            if (taken == null) {
                checkNoCursor();
                return null;
            }
            if (takes.isEmpty()) {
                takes = new ArrayList<>();
            }
            takes.add(taken);
            return taken.event();
        } catch (IOException failed) {
            throw new ChannelException("Taking from channel '" + channel + "' failed: " + failed.getMessage(), failed);
        }
    }

    /** One may have been opened while this waited. */
    private void checkNoCursor() {
        String reader = journal.cursorReader();
        if (reader != null) {
            throw refusal(whyNoTake(reader));
        }
    }

    private String whyNoTake(@Nullable String reader) {
        if (puts != null) {
            return "a transaction that has put events cannot take. Use a transaction for each";
        }
        return reader != null
                ? "'%s' reads the channel through a cursor. Give each sink a channel of its own".formatted(reader)
                : "the transaction has taken %d events already. Lower the batch size or raise transaction-capacity"
                        .formatted(takes.size());
    }

    @Override
    protected void doCommit() throws InterruptedException {
        try {
            if (puts != null) {
                counter.addToEventPutSuccessCount(journal.put(puts));
                releasePuts();
            }
            if (!takes.isEmpty()) {
                journal.queue().acknowledge(takes);
                counter.addToEventTakeSuccessCount(takes.size());
                takes = List.of();
            }
        } catch (JournalFullException full) {
            throw new ChannelFullException("Channel '" + channel + "' is full: " + full.getMessage());
        } catch (IOException failed) {
            throw new ChannelException(
                    "Committing to channel '" + channel + "' failed: " + failed.getMessage(), failed);
        }
    }

    @Override
    protected void doRollback() {
        releasePuts();
        journal.queue().giveBack(takes);
        takes = List.of();
    }

    private void releasePuts() {
        if (puts != null) {
            EventBatch done = puts;
            puts = null;
            journal.returnBatch(done);
        }
    }

    private ChannelException refusal(String why) {
        return new ChannelException("Using channel '" + channel + "' failed: " + why + ".");
    }
}
