package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers answered to a batch so far; and its events, where they are kept to be sent again.
 *
 * <p>Used by one thread; the answers come from the producer's, and are complete once it was flushed.
 */
final class SentBatch {
    private final Kept kept;
    private final Callback answers = (metadata, failure) -> answered(failure);
    private final List<SentEvent> events = new ArrayList<>();
    private final Queue<Rejected> rejected = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Exception failure;
    private volatile boolean refused;
    private int confirmed;
    private @Nullable String topic;

    SentBatch(Kept kept) {
        this.kept = kept;
    }

    Kept kept() {
        return kept;
    }

    SentEvent add(PositionedEvent event) {
        SentEvent added = new SentEvent(event, this);
        if (kept == Kept.ALL) {
            events.add(added);
        }
        return added;
    }

    /** All events, where all are kept. */
    List<SentEvent> events() {
        return events;
    }

    /** Notes that it has a record in a topic, and gives what takes the answer to it. */
    Callback sending(SentEvent event, String recordTopic) {
        topic = recordTopic;
        return kept == Kept.NONE ? answers : event;
    }

    /** Takes the answer to a record. Called by the producer's thread, and for a refusal of the client's by the sender's. */
    void answered(@Nullable Exception refusal) {
        if (refusal == null) {
            confirmed++;
        } else if (Refusals.reason(refusal).isPresent()) {
            refused = true;
        } else {
            fail(refusal);
        }
    }

    /** A topic that it has a record in; null where it has none. */
    @Nullable
    String topic() {
        return topic;
    }

    /** Notes an event that can never be written. */
    void rejected(Rejected event) {
        rejected.add(event);
    }

    /** Whether a record was refused for its own sake after it was sent. */
    boolean hasRefused() {
        return refused;
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

    /** Notes that its transaction was aborted: it has no record any more, and what failed may have done so for a refusal. */
    void aborted() {
        confirmed = 0;
        topic = null;
        refused = false;
        failure = null;
    }

    Outcome outcome() {
        return new Outcome(
                confirmed,
                rejected.stream()
                        .sorted(Comparator.comparingLong(event -> event.event().position()))
                        .toList());
    }
}
