package dev.headgate.source.kafka;

import dev.headgate.source.StartAt;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Turns the settings of the source into those of the Kafka clients. */
final class ClientSettings {
    /** Kafka's package as users write it; joined, as the build would rename a constant with the client's classes. */
    private static final String AS_WRITTEN = String.join(".", "org", "apache", "kafka", "");

    private static final int FETCH_AT_LEAST = 1 << 16;

    private ClientSettings() {}

    static Map<String, Object> consumer(KafkaSettings settings) {
        Map<String, Object> client = new HashMap<>();
        client.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_AT_LEAST);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.client().forEach((key, value) -> client.put(key, relocated(value)));
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers());
        client.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, settings.start() == StartAt.BEGINNING ? "earliest" : "latest");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchEvents());
        client.put(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(settings.batchTime().toMillis()));
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return client;
    }

    static Map<String, Object> admin(KafkaSettings settings) {
        Map<String, Object> client = consumer(settings);
        client.keySet().retainAll(AdminClientConfig.configNames());
        return client;
    }

    /**
     * A value with Kafka's class names as they are in our jar. A JAAS line names the login module, an assignor's key its
     * class, each as Kafka's own documents do.
     */
    private static String relocated(String value) {
        String own = KafkaConsumer.class.getPackageName();
        String root = own.substring(0, own.length() - "clients.consumer".length());
        return value.replace(AS_WRITTEN, root);
    }
}
