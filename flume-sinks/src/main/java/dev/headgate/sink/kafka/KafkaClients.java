package dev.headgate.sink.kafka;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of Kafka. */
interface KafkaClients {
    /** A producer; it connects in the background. */
    Producer<byte[], byte[]> producer(Map<String, Object> settings);

    /** Asks the brokers what a producer cannot. */
    BrokerView brokers(Map<String, Object> settings);

    /** The real ones. */
    static KafkaClients real() {
        return new KafkaClients() {
            @Override
            public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
                return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            }

            @Override
            public BrokerView brokers(Map<String, Object> settings) {
                return new AdminView(Admin.create(settings));
            }
        };
    }
}
