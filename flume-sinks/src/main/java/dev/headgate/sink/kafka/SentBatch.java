package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the brokers answered to a batch so far; and its events, where they are kept to be sent again.
 *
 * <p>Used by one thread; the answers come from the producer's, and are complete once it was flushed.
 */
final class SentBatch {
    private final boolean kept;
    private final List<SentEvent> events = new ArrayList<>();
    private final Queue<Rejected> rejected = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Exception failure;
    private volatile boolean refused;
    private int confirmed;
    private @Nullable String topic;

    /**
     * An empty one.
     *
     * @param kept whether it keeps its events: a large batch makes much work for the garbage collector then
     */
    SentBatch(boolean kept) {
        this.kept = kept;
    }

    boolean isKept() {
        return kept;
    }

    SentEvent add(PositionedEvent event) {
        SentEvent added = new SentEvent(event, this);
        if (kept) {
            events.add(added);
        }
        return added;
    }

    /** All events, where they are kept. */
    List<SentEvent> events() {
        return events;
    }

    /** Notes that it has a record in a topic. */
    void sending(String recordTopic) {
        topic = recordTopic;
    }

    /** A topic that it has a record in; null where it has none. */
    @Nullable
    String topic() {
        return topic;
    }

    /** Notes that the brokers have a record. Called by the producer's thread alone. */
    void confirmed() {
        confirmed++;
    }

    /** Notes an event that can never be written. */
    void rejected(Rejected event) {
        rejected.add(event);
    }

    /** Notes that it was the brokers who refused one for its own sake. */
    void refused() {
        refused = true;
    }

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
