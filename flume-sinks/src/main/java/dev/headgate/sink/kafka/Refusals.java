package dev.headgate.sink.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells the failures that are the event's own from those that pass. */
final class Refusals {
    private static final List<Class<? extends Exception>> OF_THE_EVENT = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            InvalidTopicException.class,
            SerializationException.class);

    private Refusals() {}

    /** Why trying again would not help; nothing where it may. */
    static Optional<String> reason(Exception failure) {
        return OF_THE_EVENT.stream().anyMatch(type -> type.isInstance(failure))
                ? Optional.of(String.valueOf(failure.getMessage()))
                : Optional.empty();
    }
}
