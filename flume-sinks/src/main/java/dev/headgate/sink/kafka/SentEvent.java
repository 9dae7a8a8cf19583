package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Rejected;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way, and what is known of it.
 *
 * <p>Read by the thread that sends, once the producer was flushed; answers come from the producer's own.
 */
final class SentEvent implements Callback {
    private final PositionedEvent event;
    private final SentBatch batch;
    private boolean acceptable;
    private boolean rejected;

    SentEvent(PositionedEvent event, SentBatch batch) {
        this.event = event;
        this.batch = batch;
    }

    PositionedEvent event() {
        return event;
    }

    /** Notes that its record is about to be sent, and gives what takes the answer. */
    Callback sending(String topic) {
        return batch.sending(this, topic);
    }

    /** Notes that it can never be written. */
    void reject(String reason) {
        rejected = true;
        batch.rejected(new Rejected(event, reason));
    }

    boolean isRejected() {
        return rejected;
    }

    /** Whether the brokers neither took its record once, perhaps in a transaction that was aborted, nor refused it. */
    boolean isUnknown() {
        return !acceptable && !rejected;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        acceptable |= failure == null;
        if (failure != null) {
            Refusals.reason(failure).ifPresent(this::reject);
        }
        batch.answered(failure);
    }
}
