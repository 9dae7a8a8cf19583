package dev.headgate.sink.kafka;

import dev.headgate.sink.PositionRange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One producer, its transactions, and what the brokers know.
 *
 * <p>The position is committed as an offset of a consumer group that nobody reads by, on partition 0 of a topic that the
 * same transaction writes to, since an offset needs a topic that exists. Used by one thread at a time.
 */
final class KafkaSession {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSession.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final BrokerView brokers;
    private final @Nullable WriterName name;
    private OptionalLong published = OptionalLong.empty();
    private boolean initialized;
    private boolean ready;
    private boolean inTransaction;
    /** Whether Kafka has refused the name: the producer then fails whatever it is asked. */
    private boolean broken;

    private KafkaSession(Producer<byte[], byte[]> producer, BrokerView brokers, @Nullable WriterName name) {
        this.producer = producer;
        this.brokers = brokers;
        this.name = name;
    }

    static KafkaSession of(String sink, KafkaSettings settings, @Nullable String journalId, KafkaClients clients) {
        WriterName name = settings.transactional() && journalId != null
                ? WriterName.of(settings.writer(), sink, journalId)
                : null;
        BrokerView brokers = clients.brokers(ProducerSettings.ofAdmin(settings));
        Producer<byte[], byte[]> producer = null;
        try {
            producer = clients.producer(
                    ProducerSettings.of(settings, Optional.ofNullable(name).map(WriterName::transactionalId)));
            return new KafkaSession(producer, brokers, name);
        } finally {
            if (producer == null) {
                brokers.close();
            }
        }
    }

    boolean isTransactional() {
        return name != null;
    }

    /**
     * Fences earlier runs, ends their transactions, and reads how far they came. May be called until it returns.
     *
     * @param fence is asked first
     */
    OptionalLong open(Fence fence) throws IOException, InterruptedException {
        if (name != null && !ready) {
            if (!initialized) {
                fence.pass(brokers, name.transactionalId());
                initialize();
            }
            published = brokers.published(name.group());
            ready = true;
            LOG.info(
                    "Writing by transactions as '{}'; the last position in Kafka is {}.",
                    name.transactionalId(),
                    published.isPresent() ? published.getAsLong() : "not known");
        }
        return published;
    }

    private void initialize() {
        boolean canAskAgain = false;
        try {
            producer.initTransactions();
            initialized = true;
            canAskAgain = true;
        } catch (TimeoutException | InterruptException unanswered) {
            canAskAgain = true;
            throw unanswered;
        } finally {
            broken = !canAskAgain;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The callback is told the same.
    void send(ProducerRecord<byte[], byte[]> record, Callback answer) {
        if (name != null && !inTransaction) {
            // Where it cannot begin, aborting tells whether the producer is of use any more.
            inTransaction = true;
            producer.beginTransaction();
        }
        producer.send(record, answer);
    }

    boolean flush() {
        producer.flush();
        return true;
    }

    /** Commits the transaction and the position in it. */
    boolean commit(String topic, PositionRange range) {
        if (name != null) {
            producer.sendOffsetsToTransaction(
                    Map.of(
                            new TopicPartition(topic, 0),
                            new OffsetAndMetadata(range.last() + 1, "journal " + range.journalId())),
                    group(name));
            producer.commitTransaction();
            inTransaction = false;
            published = OptionalLong.of(range.last());
        }
        return true;
    }

    @SuppressWarnings("removal") // The way that will stay needs a consumer, and this group is nobody's.
    private static ConsumerGroupMetadata group(WriterName name) {
        return new ConsumerGroupMetadata(name.group());
    }

    boolean abort() {
        if (inTransaction) {
            producer.abortTransaction();
            inTransaction = false;
        }
        return true;
    }

    /**
     * Gives up a batch.
     *
     * @param settled whether nothing of it is under way
     * @return whether this session can be used again
     */
    boolean giveUp(boolean settled) {
        if (name == null) {
            return settled;
        }
        try {
            return !broken && abort();
        } catch (InterruptException | ProducerFencedException | InvalidProducerEpochException stopped) {
            throw stopped;
        } catch (KafkaException | IllegalStateException broken) {
            LOG.debug("A transaction could not be aborted: a new producer will.", broken);
            return false;
        }
    }

    boolean exists(String topic) throws IOException, InterruptedException {
        return brokers.exists(topic);
    }

    int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /** Ends it without waiting: brokers abort what is open when a new producer of the name comes, or in a minute. */
    void drop() {
        close(Duration.ZERO);
    }

    void close() {
        close(CLOSE_PATIENCE);
    }

    private void close(Duration patience) {
        try {
            producer.close(patience);
        } catch (InterruptException stopped) {
            LOG.debug("Closing a producer was interrupted.", stopped);
        } finally {
            brokers.close();
        }
    }
}
