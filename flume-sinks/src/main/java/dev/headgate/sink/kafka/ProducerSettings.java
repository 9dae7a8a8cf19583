package dev.headgate.sink.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the producer: safe ones, bounded in time, and what the user passes on.
 *
 * <p>Our jar holds the Kafka client under a name of its own, as Flume has an old one. Where a user's setting names a
 * class of the client, such as the login module in {@code sasl.jaas.config}, the name is changed likewise.
 */
final class ProducerSettings {
    /** Put together, so that the relocation of the client does not change it too. */
    private static final String DOCUMENTED_NAME = String.join(".", "org", "apache", "kafka") + ".";

    private static final String NAME = Producer.class.getPackageName().replaceFirst("clients\\.producer$", "");

    private ProducerSettings() {}

    static Map<String, Object> of(KafkaSettings settings) {
        Map<String, Object> producer = new HashMap<>();
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        settings.kafka().forEach((key, value) -> producer.put(key, value.replace(DOCUMENTED_NAME, NAME)));
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.brokers()));
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return producer;
    }
}
