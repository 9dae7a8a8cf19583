package dev.headgate.sink.kafka;

import java.util.Optional;

/**
 * What a sink is called in Kafka.
 *
 * @param transactionalId fences an earlier run of the same writer
 * @param group the consumer group that holds the position of one journal: two journals never share one
 */
record WriterName(String transactionalId, String group) {
    private static final String PREFIX = "headgate-";

    static WriterName of(Optional<String> writer, String sink, String journalId) {
        String named = PREFIX + writer.orElse(sink);
        String whole = named + "-" + journalId;
        return new WriterName(writer.isPresent() ? named : whole, whole);
    }
}
