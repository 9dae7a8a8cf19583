package dev.headgate.sink.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks through an admin client. Used by one thread. */
record AdminView(Admin admin) implements BrokerView {
    /** An offset is the position of the next event; each transaction commits one, so the highest is the latest. */
    @Override
    public OptionalLong published(String group) throws IOException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata());
        return offsets.values().stream()
                .filter(Objects::nonNull)
                .mapToLong(offset -> offset.offset() - 1)
                .max();
    }

    @Override
    public boolean exists(String topic) throws IOException, InterruptedException {
        Collection<KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(List.of(topic)).topicNameValues().values();
        try {
            for (KafkaFuture<TopicDescription> answer : answers) {
                answer.get();
            }
            return true;
        } catch (ExecutionException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failure(refused);
        } catch (KafkaException refused) {
            throw failure(refused);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static <T> T get(KafkaFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException | KafkaException refused) {
            throw failure(refused);
        }
    }

    private static IOException failure(Exception refused) {
        Throwable reason = refused.getCause() == null ? refused : refused.getCause();
        return new IOException("Kafka refused: " + reason.getMessage(), refused);
    }
}
