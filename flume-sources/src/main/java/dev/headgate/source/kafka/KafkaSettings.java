package dev.headgate.source.kafka;

import dev.headgate.kit.option.Values;
import dev.headgate.source.SourceOptions;
import dev.headgate.source.StartAt;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of a {@link KafkaSource}, read and valid.
 *
 * @param client what is passed on to the Kafka client
 */
record KafkaSettings(
        String brokers,
        List<String> topics,
        String group,
        int batchEvents,
        Duration batchTime,
        StartAt start,
        Map<String, String> client) {
    static KafkaSettings of(Values values) {
        return new KafkaSettings(
                values.get(KafkaOptions.BROKERS),
                values.get(KafkaOptions.TOPICS),
                values.get(KafkaOptions.GROUP),
                Math.toIntExact(values.get(SourceOptions.BATCH_EVENTS)),
                values.get(KafkaOptions.BATCH_TIME),
                values.get(KafkaOptions.START),
                values.under(KafkaOptions.CLIENT));
    }
}
