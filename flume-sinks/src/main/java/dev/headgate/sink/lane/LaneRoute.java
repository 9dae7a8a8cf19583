package dev.headgate.sink.lane;

import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a lane: to which target it leads now, and how much of what was sent is in doubt. Used by one thread. */
final class LaneRoute implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRoute.class);

    private final String sink;
    private final Duration renewAfter;
    private final LaneCounter counter;
    private final TargetChoice choice;
    private final LaneLink link;
    private final Doubt doubt = new Doubt();
    private @Nullable Target lastSentTo;

    LaneRoute(String sink, LaneSettings settings, LaneCounter counter, Clock clock) {
        this.sink = sink;
        this.renewAfter = settings.renewAfter();
        this.counter = counter;
        // Agents name their sinks alike.
        this.choice = new TargetChoice(
                Targets.of(settings.targets()), sink + "/" + UUID.randomUUID(), settings.patience(), clock);
        this.link = new LaneLink(sink, settings.link(), clock);
    }

    /** Connects to the target that is to be used now, where it is not connected to it. */
    void connect() throws IOException, InterruptedException {
        if (link.target() != null && !choice.isFailing()) {
            return;
        }
        Target target = choice.next(doubt.events() > 0);
        if (!target.equals(link.target())) {
            connect(target);
        }
    }

    private void connect(Target target) throws IOException, InterruptedException {
        boolean connected = false;
        try {
            boolean replaces = link.target() != null;
            link.connect(target);
            connected = true;
            if (replaces) {
                counter.incrementConnectionClosedCount();
            }
            counter.incrementConnectionCreatedCount();
        } finally {
            if (!connected) {
                counter.incrementConnectionFailedCount();
            }
        }
    }

    /** Sends a batch in the background; see {@link LaneLink#send}. */
    Future<Reply> send(BatchRequest batch) {
        Target target = link.target();
        if (lastSentTo != null && !lastSentTo.equals(target)) {
            LOG.info(
                    "Sink '{}' uses target {} instead of {}; {} events are in doubt.",
                    sink,
                    target,
                    lastSentTo,
                    doubt.events());
            counter.targetChanged(doubt.events());
        }
        lastSentTo = target;
        doubt.sent(batch.events());
        return link.send(batch);
    }

    /** Waits for the answer to a batch; see {@link LaneLink#await}. */
    Reply await(Future<Reply> reply, Duration patience) throws IOException, InterruptedException {
        return link.await(reply, patience);
    }

    /** The target that a batch was last sent to, or null. */
    @Nullable
    Target lastSentTo() {
        return lastSentTo;
    }

    /** Notes that a batch is stored and acknowledged. */
    void settled(BatchRequest batch) {
        doubt.stored(batch.events());
        choice.works();
    }

    /** Notes that the target did not take the batch. */
    void failed() {
        choice.failed();
    }

    /** Notes that the target ends without the batch: nothing is in doubt that was not before. */
    void left() {
        doubt.notStored();
        choice.failed();
        disconnect();
    }

    /** Lets go of a connection on which an answer may still come. */
    void disconnect() {
        if (link.target() != null) {
            link.disconnect();
            counter.incrementConnectionClosedCount();
        }
    }

    /** Connects anew to the most preferred target that answers, unless the present one is in trouble: that takes patience. */
    void renew() throws IOException, InterruptedException {
        if (choice.isFailing() || doubt.events() > 0 || !link.isOlderThan(renewAfter)) {
            return;
        }
        for (Target target : choice.preferred()) {
            try {
                connect(target);
                choice.use(target);
                return;
            } catch (IOException away) {
                LOG.debug("Sink '{}' cannot renew its connection to {}", sink, target, away);
            }
        }
        link.keep();
    }

    @Override
    public void close() {
        disconnect();
        link.close();
    }
}
