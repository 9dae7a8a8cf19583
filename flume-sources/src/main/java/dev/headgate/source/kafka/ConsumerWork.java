package dev.headgate.source.kafka;

import dev.headgate.source.SourceWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the records of a consumer to a channel, at least once and in the order of each partition.
 *
 * <p>An offset is committed only after the channel has the record. A batch that is refused is fetched again. A commit that
 * fails is made good by a later one, and at the latest before the partition is given up. Used by the source's thread,
 * except {@link #hurry}.
 */
final class ConsumerWork implements SourceWork, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerWork.class);
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration batchTime;
    private final RecordEvents events;
    private final SourceCounter counter;
    private final java.util.function.Consumer<List<Event>> channel;
    private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private boolean commitFailed;

    /**
     * Makes the work of a consumer, to be subscribed with this as its listener.
     *
     * @param channel takes a batch as a whole, or throws and takes none
     */
    ConsumerWork(
            Consumer<byte[], byte[]> consumer,
            Duration batchTime,
            RecordEvents events,
            SourceCounter counter,
            java.util.function.Consumer<List<Event>> channel) {
        this.consumer = consumer;
        this.batchTime = batchTime;
        this.events = events;
        this.counter = counter;
        this.channel = channel;
    }

    @Override
    public Turn turn() {
        ConsumerRecords<byte[], byte[]> records = poll();
        if (records.isEmpty()) {
            commit();
            return Turn.IDLE;
        }
        try {
            deliver(events(records));
        } catch (RuntimeException refused) {
            records.partitions().forEach(partition -> consumer.seek(partition, firstOffset(records, partition)));
            throw refused;
        }
        records.nextOffsets().forEach((partition, next) -> {
            uncommitted.put(partition, next);
            reached.put(partition, next.offset());
        });
        commit();
        return Turn.WORKED;
    }

    @Override
    public void hurry() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        // The first attempt may only use up the wake-up of hurry().
        for (int attempt = 0; attempt < 2 && !uncommitted.isEmpty(); attempt++) {
            commit();
        }
        consumer.close(CloseOptions.timeout(CLOSE_WAIT));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        reached.keySet().removeAll(partitions);
        partitions.forEach(partition -> events.forget(partition.topic()));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        uncommitted.keySet().removeAll(partitions);
    }

    /** Another member has them: a commit of ours would set it back. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        uncommitted.keySet().removeAll(partitions);
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(batchTime);
        } catch (WakeupException stopping) {
            return ConsumerRecords.empty();
        }
    }

    private List<Event> events(ConsumerRecords<byte[], byte[]> records) {
        List<Event> batch = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            if (firstOffset(records, partition) < reached.getOrDefault(partition, 0L)) {
                events.forget(partition.topic());
            }
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                batch.add(events.event(record));
            }
        }
        return batch;
    }

    private void deliver(List<Event> batch) {
        counter.addToEventReceivedCount(batch.size());
        counter.incrementAppendBatchReceivedCount();
        try {
            channel.accept(batch);
        } catch (RuntimeException refused) {
            counter.incrementChannelWriteFail();
            throw refused;
        }
        counter.addToEventAcceptedCount(batch.size());
        counter.incrementAppendBatchAcceptedCount();
    }

    private void commit() {
        if (uncommitted.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(Map.copyOf(uncommitted), COMMIT_WAIT);
            uncommitted.clear();
            commitFailed = false;
        } catch (WakeupException stopping) {
            LOG.debug("A commit was woken up; it is made good before the consumer is closed.");
        } catch (KafkaException failed) {
            if (!commitFailed) {
                LOG.warn(
                        "Cannot commit offsets {}: {}. The source goes on and commits later; after a restart these "
                                + "records would be read again.",
                        uncommitted,
                        failed.toString());
            }
            commitFailed = true;
        }
    }

    private static long firstOffset(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition).get(0).offset();
    }
}
