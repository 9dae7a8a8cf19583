package dev.headgate.testbed;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes topics on the testbed's Kafka broker. */
public final class KafkaTopics {
    private static final short ONE_REPLICA = 1;

    private KafkaTopics() {}

    /** Makes a topic of so many partitions, and returns when the broker has it. */
    public static void create(String brokers, String topic, int partitions) throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_REPLICA)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("cannot create topic '" + topic + "' on " + brokers + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while creating topic '" + topic + "' on " + brokers, e);
        }
    }
}
