package dev.headgate.sink.lane;

import dev.headgate.sink.DeliveryState;
import dev.headgate.sink.FailureLog;
import dev.headgate.sink.Intake;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.apache.flume.Channel;
import org.apache.flume.Sink.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes from a channel, sends to a target, acknowledges; whatever fails in between is taken again.
 *
 * <p>While a batch is under way the next one is read and encoded, but it is sent only after the first was confirmed and
 * acknowledged: one batch at most is in doubt at any time. Of a journal each event bears the lane's name and its position,
 * by which a journal behind the target drops what it has; any other channel is read by transactions, and nothing is borne.
 *
 * <p><b>Threads.</b> {@link #turn} is called by one thread at a time, {@link #stop} after the last turn. <b>Failure.</b> A
 * failed turn gives back what it took and makes Flume back off. Errors give back and are thrown on.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    /** How long a sink that is to stop waits for the answer to what it has sent. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(5);

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final String sink;
    private final Channel channel;
    private final LaneSettings settings;
    private final LaneCounter counter;
    private final Clock clock;
    private final FailureLog failures;
    private final LaneRoute route;
    private final BatchFill fill;
    private @Nullable Intake intake;
    private BatchRequest filled = new BatchRequest(null);
    private BatchRequest spare = new BatchRequest(null);
    private Instant refusalSaid = Instant.EPOCH;

    Lane(String sink, Channel channel, LaneSettings settings, LaneCounter counter, Clock clock) {
        this.sink = sink;
        this.channel = channel;
        this.settings = settings;
        this.counter = counter;
        this.clock = clock;
        this.failures = new FailureLog(LOG, clock);
        this.route = new LaneRoute(sink, settings, counter, clock);
        this.fill = new BatchFill(settings.batchEvents(), settings.batchBytes());
    }

    /** One turn: sends at most one batch. */
    Status turn() {
        boolean whole = false;
        try {
            Intake open = ready();
            fill.fill(filled, open, IDLE);
            Status status = filled.isEmpty() ? rest(open) : deliver(open);
            route.renew();
            whole = true;
            return status;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Status.BACKOFF;
        } catch (IOException | RuntimeException failure) {
            failed(failure);
            return Status.BACKOFF;
        } finally {
            if (!whole) {
                giveBack();
            }
        }
    }

    /** Ends the lane; what is not acknowledged stays in the channel. */
    void stop() {
        giveBack();
        route.close();
    }

    private Intake ready() throws IOException {
        Intake open = intake;
        if (open == null) {
            open = Intake.open(channel, sink);
            intake = open;
            String journalId = open.journalId();
            String feeder = journalId == null ? null : "lane/" + journalId;
            filled = new BatchRequest(feeder);
            spare = new BatchRequest(feeder);
        }
        return open;
    }

    private Status rest(Intake open) {
        counter.incrementBatchEmptyCount();
        return open.waits() ? Status.READY : Status.BACKOFF;
    }

    private Status deliver(Intake open) throws IOException, InterruptedException {
        return switch (send(open)) {
            case STORED -> {
                stored(open);
                counter.state(DeliveryState.DELIVERING);
                failures.works("The lane of sink '" + sink + "' works");
                yield Status.READY;
            }
            case REFUSED -> {
                refused();
                giveBack();
                yield Status.BACKOFF;
            }
            case LEAVING -> {
                route.left();
                counter.waiting("target " + route.lastSentTo() + " ends");
                giveBack();
                yield Status.BACKOFF;
            }
        };
    }

    /** A full tier is nothing to warn of: the channel before it is there to wait. */
    private void refused() {
        route.failed();
        counter.batchRefused();
        String reason = "target " + route.lastSentTo()
                + " refuses: its channels are full, or take fewer events in a transaction than batch-events";
        counter.waiting(reason);
        if (clock.instant().isAfter(refusalSaid.plus(QUIET))) {
            refusalSaid = clock.instant();
            LOG.info("Sink '{}' waits: {}.", sink, reason);
        }
    }

    private Reply send(Intake open) throws IOException, InterruptedException {
        boolean answered = false;
        try {
            route.connect();
            Reply reply = exchange(open);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                route.failed();
                route.disconnect();
            }
        }
    }

    /** Sends the filled batch, fills the next one meanwhile, and waits for the answer. */
    private Reply exchange(Intake open) throws IOException, InterruptedException {
        counter.addToEventDrainAttemptCount(filled.events());
        Future<Reply> reply = route.send(filled);
        try {
            // A transaction would be committed with what it has taken for the next batch.
            if (open.journalId() != null) {
                fill.fill(spare, open, Duration.ZERO);
            }
            return route.await(reply, settings.link().replyTimeout());
        } catch (InterruptedException stopped) {
            settle(reply, open, stopped);
            throw stopped;
        }
    }

    /** Waits a little for the last answer, so that a sink that stops leaves nothing in doubt. */
    private void settle(Future<Reply> reply, Intake open, InterruptedException stopped) throws InterruptedException {
        try {
            if (route.await(reply, LAST_ANSWER) == Reply.STORED) {
                stored(open);
            }
        } catch (IOException none) {
            stopped.addSuppressed(none);
        }
    }

    private void stored(Intake open) throws IOException {
        open.acknowledge(filled.last());
        route.settled(filled);
        counter.addToEventDrainSuccessCount(filled.events());
        if (filled.events() < settings.batchEvents()) {
            counter.incrementBatchUnderflowCount();
        } else {
            counter.incrementBatchCompleteCount();
        }
        BatchRequest next = spare;
        spare = filled;
        spare.clear();
        filled = next;
    }

    private void failed(Exception failure) {
        counter.incrementEventWriteOrChannelFail(failure);
        counter.batchFailed();
        counter.waiting(FailureLog.reason(failure));
        failures.failed(
                "Sending failed in sink '" + sink + "', its batch stays in channel '" + channel.getName() + "'",
                failure);
    }

    private void giveBack() {
        Intake open = intake;
        intake = null;
        if (open != null) {
            open.close();
        }
    }
}
