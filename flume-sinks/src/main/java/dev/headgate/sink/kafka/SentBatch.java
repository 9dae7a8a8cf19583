package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The events of a batch, and what the brokers answered so far.
 *
 * <p>Used by one thread; the answers come from the producer's.
 */
final class SentBatch {
    private final List<PositionedEvent> events = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final Queue<Rejected> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile @Nullable Exception failure;
    private int sent;
    private @Nullable String topic;

    void add(List<PositionedEvent> more) {
        events.addAll(more);
    }

    List<PositionedEvent> events() {
        return events;
    }

    /** Notes that a record is about to be sent; the callback notes what becomes of it. */
    Callback sending(PositionedEvent event, String recordTopic) {
        sent++;
        topic = recordTopic;
        return (metadata, refusal) -> {
            if (refusal == null) {
                confirmed.incrementAndGet();
            } else {
                refused(event, refusal);
            }
            answered.incrementAndGet();
        };
    }

    private void refused(PositionedEvent event, Exception refusal) {
        Optional<String> reason = Refusals.reason(refusal);
        if (reason.isPresent()) {
            refused.add(new Rejected(event, reason.get()));
        } else {
            fail(refusal);
        }
    }

    /** Notes an event that is not sent. */
    void reject(PositionedEvent event, String reason) {
        rejected.add(new Rejected(event, reason));
    }

    /** Notes that the batch cannot be completed; the first reason counts. */
    void fail(Exception reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    /** Whether the brokers refused an event for its own sake. */
    boolean hasRefused() {
        return !refused.isEmpty();
    }

    List<Rejected> refused() {
        return List.copyOf(refused);
    }

    /** Whether nothing of it is under way any more. */
    boolean isSettled() {
        return answered.get() == sent;
    }

    /** A topic that it has a record in; null where it has none. */
    @Nullable
    String topic() {
        return topic;
    }

    Outcome outcome() {
        List<Rejected> all = new ArrayList<>(rejected);
        all.addAll(refused);
        return new Outcome(confirmed.get(), all);
    }
}
