package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flume.Channel;
import org.apache.flume.Sink.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one shape of delivery: take, write, publish, acknowledge; whatever fails in between is taken again.
 *
 * <p>A journal is read by its cursor, and what the writer finds in the store is acknowledged without being written again;
 * any other channel is read by Flume's transactions.
 *
 * <p><b>Threads.</b> {@link #turn} is called by one thread at a time, {@link #stop} after the last turn. <b>Guarantee.</b>
 * A position is acknowledged only after each event up to it was confirmed and published by the writer, or rejected and kept
 * as a dead letter. <b>Failure.</b> A failed turn makes Flume back off and is logged at most once a minute; the events stay
 * in the channel, and the next batch is half as large, until they get through. Errors give back and are thrown on.
 */
public final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_CAUTION = 10;

    private final String sink;
    private final Channel channel;
    private final PositionedWriter writer;
    private final DeadLetters deadLetters;
    private final BatchLimits limits;
    private final DeliveryCounter counter;
    private final Clock clock;
    private final FailureLog failures;
    private @Nullable Intake intake;
    private long published = -1;
    private int caution;

    /** Delivers from a channel; nothing is opened before the first turn. */
    public Delivery(String sink, Channel channel, Destination destination, DeliveryCounter counter, Clock clock) {
        this.sink = sink;
        this.channel = channel;
        this.writer = destination.writer();
        this.deadLetters = destination.deadLetters();
        this.limits = destination.limits();
        this.counter = counter;
        this.clock = clock;
        this.failures = new FailureLog(LOG, clock);
    }

    /** Where a delivery goes to. */
    public record Destination(PositionedWriter writer, DeadLetters deadLetters, BatchLimits limits) {}

    /** One turn: makes the writer ready and delivers at most one batch. */
    public Status turn() {
        boolean whole = false;
        try {
            Intake open = ready();
            Status status = deliver(open);
            whole = true;
            return status;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Status.BACKOFF;
        } catch (TakeAgainException again) {
            LOG.debug("The batch of sink '{}' is taken again.", sink, again);
            return Status.READY;
        } catch (IOException | RuntimeException failure) {
            failed(failure);
            return Status.BACKOFF;
        } finally {
            if (!whole) {
                giveBack();
            }
        }
    }

    /** Ends the delivery; a batch that is not published stays in the channel. */
    public void stop() {
        try {
            writer.close();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("Closing failed in sink '{}': what is acknowledged stays acknowledged.", sink, failure);
        } finally {
            giveBack();
        }
        try {
            deadLetters.close();
        } catch (IOException failure) {
            LOG.warn("Closing the dead letters failed in sink '{}': {}.", sink, failure.getMessage());
        }
    }

    private Intake ready() throws IOException, InterruptedException {
        Intake open = intake;
        if (open == null) {
            counter.state(DeliveryState.CONNECTING);
            open = Intake.open(channel, sink);
            intake = open;
            try {
                OptionalLong found = writer.open(open.journalId());
                published = found.orElse(-1);
            } catch (IOException | RuntimeException failure) {
                counter.incrementConnectionFailedCount();
                throw failure;
            }
            counter.incrementConnectionCreatedCount();
            counter.state(DeliveryState.DELIVERING);
        }
        return open;
    }

    private Status deliver(Intake open) throws IOException, InterruptedException {
        Batch batch = fill(open);
        if (batch.isEmpty()) {
            counter.incrementBatchEmptyCount();
            failures.works("The store works in sink '" + sink + "'");
            return open.waits() ? Status.READY : Status.BACKOFF;
        }
        int confirmed = batch.toWrite() == 0 ? 0 : settle(open, batch);
        open.acknowledge(batch.last());
        caution = Math.max(0, caution - 1);
        count(batch, confirmed);
        failures.works("Delivery works in sink '" + sink + "'");
        return Status.READY;
    }

    private Batch fill(Intake open) throws IOException, InterruptedException {
        Batch batch = new Batch(limits.halved(caution), published);
        List<PositionedEvent> taken = open.next(batch.room(), PATIENCE);
        long deadline = clock.millis() + limits.time().toMillis();
        while (!taken.isEmpty()) {
            List<PositionedEvent> fresh = batch.add(taken);
            if (!fresh.isEmpty()) {
                counter.addToEventDrainAttemptCount(fresh.size());
                writer.write(fresh);
            }
            if (batch.isFull()) {
                break;
            }
            taken = open.next(batch.room(), Duration.ofMillis(Math.max(0, deadline - clock.millis())));
        }
        return batch;
    }

    private int settle(Intake open, Batch batch) throws IOException, InterruptedException {
        Outcome outcome = writer.confirm();
        int answered = outcome.confirmed() + outcome.rejected().size();
        if (answered != batch.toWrite()) {
            throw new IOException("the store answered for " + answered + " of " + batch.toWrite() + " events");
        }
        String journalId = open.journalId();
        if (!outcome.rejected().isEmpty()) {
            deadLetters.keep(journalId, outcome.rejected());
            counter.rejected(outcome.rejected().size());
        }
        if (journalId != null) {
            writer.publish(new PositionRange(journalId, batch.firstToWrite(), batch.last()));
        }
        return outcome.confirmed();
    }

    private void count(Batch batch, int confirmed) {
        counter.alreadyPublished(batch.size() - batch.toWrite());
        if (batch.isFull()) {
            counter.incrementBatchCompleteCount();
        } else {
            counter.incrementBatchUnderflowCount();
        }
        counter.addToEventDrainSuccessCount(confirmed);
    }

    private void failed(Exception failure) {
        String what;
        if (counter.getDelivering() == 1) {
            counter.incrementEventWriteOrChannelFail(failure);
            counter.batchFailed();
            caution = Math.min(MOST_CAUTION, caution + 1);
            what = "Delivery failed in sink '" + sink + "', its batch stays in channel '" + channel.getName() + "'";
        } else {
            what = "Waiting for the store in sink '" + sink + "'";
        }
        failures.failed(what, failure);
        counter.waiting(FailureLog.reason(failure));
    }

    private void giveBack() {
        Intake open = intake;
        intake = null;
        if (open != null) {
            open.close();
        }
    }
}
