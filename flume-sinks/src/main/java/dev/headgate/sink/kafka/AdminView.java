package dev.headgate.sink.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks through an admin client. Used by one thread. */
record AdminView(Admin admin) implements BrokerView {
    private static final Logger LOG = LoggerFactory.getLogger(AdminView.class);
    private static final List<Class<? extends Exception>> CANNOT_TELL = List.of(
            UnsupportedVersionException.class,
            TransactionalIdNotFoundException.class,
            TransactionalIdAuthorizationException.class);

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
    public Optional<TransactionView> transaction(String transactionalId) throws IOException, InterruptedException {
        try {
            TransactionDescription found = admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get();
            return Optional.of(new TransactionView(
                    found.producerId(), found.producerEpoch(), found.state() == TransactionState.ONGOING));
        } catch (ExecutionException refused) {
            if (CANNOT_TELL.stream().anyMatch(type -> type.isInstance(refused.getCause()))) {
                LOG.debug("The brokers do not tell what '{}' does.", transactionalId, refused);
                return Optional.empty();
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

    /** A refused login or right is thrown as it is: the client is of no use any more. */
    private static IOException failure(Exception refused) {
        Throwable reason = refused.getCause() == null ? refused : refused.getCause();
        if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
            throw (ApiException) reason;
        }
        return new IOException("Kafka refused: " + reason.getMessage(), refused);
    }
}
