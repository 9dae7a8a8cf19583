package dev.headgate.sink.kafka;

import dev.headgate.kit.option.Values;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Kafka sink was told.
 *
 * @param records how events become records
 * @param transactions when a Kafka transaction is committed
 * @param batchEvents what is taken at once from a channel that is no journal
 * @param kafka settings of the producer; may hold secrets
 */
record KafkaSettings(
        List<String> brokers,
        RecordSettings records,
        UnknownTopics unknownTopics,
        boolean transactional,
        Optional<String> writer,
        BatchLimits transactions,
        int batchEvents,
        DeadLetterSettings deadLetters,
        Map<String, String> kafka) {

    static KafkaSettings of(Values values) {
        return new KafkaSettings(
                values.get(KafkaOptions.BROKERS),
                RecordSettings.of(values),
                values.get(KafkaOptions.UNKNOWN_TOPICS),
                values.get(KafkaOptions.TRANSACTIONAL),
                values.find(KafkaOptions.WRITER),
                new BatchLimits(
                        Math.toIntExact(values.get(KafkaOptions.TRANSACTION_EVENTS)),
                        values.get(KafkaOptions.TRANSACTION_SIZE),
                        values.get(KafkaOptions.TRANSACTION_TIME)),
                Math.toIntExact(values.get(KafkaOptions.BATCH_EVENTS)),
                DeadLetterSettings.of(values),
                values.under(KafkaOptions.KAFKA));
    }

    /** When a batch ends that is taken by Flume's transactions. */
    BatchLimits batches() {
        return new BatchLimits(batchEvents, transactions.bytes(), Duration.ZERO);
    }
}
