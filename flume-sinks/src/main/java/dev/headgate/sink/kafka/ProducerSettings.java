package dev.headgate.sink.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the clients: safe ones, bounded in time, and what the user passes on.
 *
 * <p>Our jar holds the Kafka client under a name of its own, as Flume has an old one. Where a user's setting names a
 * class of the client, such as the login module in {@code sasl.jaas.config}, the name is changed likewise.
 */
final class ProducerSettings {
    /** Put together, so that the relocation of the client does not change it too. */
    private static final String DOCUMENTED_NAME = String.join(".", "org", "apache", "kafka") + ".";

    private static final String NAME = Producer.class.getPackageName().replaceFirst("clients\\.producer$", "");
    private static final String LARGEST_REQUEST = "1048576";

    /** Kafka's own is four times that: more is under way no faster, and each record of it is work for the garbage collector. */
    private static final long BUFFER = 8L << 20;

    /** A record must fit into the buffer with others. */
    private static final long REQUESTS_IN_BUFFER = 4;

    private ProducerSettings() {}

    /**
     * Those of the producer.
     *
     * @param transactionalId what it is fenced by; without one it writes at least once
     */
    static Map<String, Object> of(KafkaSettings settings, Optional<String> transactionalId) {
        Map<String, Object> producer = new HashMap<>();
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "45000");
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "15000");
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
        producer.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        producer.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(Math.max(BUFFER, REQUESTS_IN_BUFFER * largestRecord(settings))));
        producer.putAll(passedOn(settings));
        producer.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.brokers()));
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        transactionalId.ifPresent(id -> producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id));
        return producer;
    }

    /** Those of the client that asks the brokers: where they are, and how to log in. */
    static Map<String, Object> ofAdmin(KafkaSettings settings) {
        Map<String, Object> admin = new HashMap<>();
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "15000");
        passedOn(settings).forEach((key, value) -> {
            if (AdminClientConfig.configNames().contains(key)
                    || !ProducerConfig.configNames().contains(key)) {
                admin.put(key, value);
            }
        });
        admin.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, String.join(",", settings.brokers()));
        return admin;
    }

    /** Bytes of a body that no request takes, whatever else is in its record. */
    static int largestRecord(KafkaSettings settings) {
        return Integer.parseInt(settings.kafka()
                .getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST)
                .strip());
    }

    private static Map<String, String> passedOn(KafkaSettings settings) {
        Map<String, String> passed = new HashMap<>();
        settings.kafka().forEach((key, value) -> passed.put(key, value.replace(DOCUMENTED_NAME, NAME)));
        if (passed.getOrDefault("security.protocol", "").startsWith("SASL_")) {
            JaasFile.login()
                    .ifPresent(login -> passed.putIfAbsent("sasl.jaas.config", login.replace(DOCUMENTED_NAME, NAME)));
        }
        return passed;
    }
}
