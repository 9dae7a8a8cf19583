package dev.headgate.testbed;

import dev.headgate.kit.progress.EventHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the committed records of all partitions of the topics that match a pattern, from their beginning to where they
 * end when the read begins. Identity comes from the record headers {@code origin} and {@code sequence}.
 */
public final class KafkaReader implements StoreReader {
    private static final Duration POLL = Duration.ofMillis(200);
    /** So many polls in a row that bring a partition no further mean that the broker does not answer. */
    private static final int LONGEST_STANDSTILL = 150;

    private final String brokers;
    private final Pattern topics;

    /** @param topics matches whole names */
    public KafkaReader(String brokers, Pattern topics) {
        this.brokers = brokers;
        this.topics = topics;
    }

    @Override
    public void read(Consumer<Landed> sink) throws IOException {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(partitions(consumer)).entrySet()) {
                readPartition(consumer, end.getKey(), end.getValue(), sink);
            }
        } catch (KafkaException e) {
            throw new IOException("cannot read topics '" + topics + "' from " + brokers + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) {
        return consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> topics.matcher(partition.topic()).matches())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static void readPartition(
            KafkaConsumer<String, String> consumer, TopicPartition partition, long end, Consumer<Landed> sink)
            throws IOException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        int standstill = 0;
        // What was aborted, and the marks of transactions, move the position without giving a record.
        for (long position = consumer.position(partition); position < end; ) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                if (record.offset() < end) {
                    sink.accept(landed(record));
                }
            }
            standstill = consumer.position(partition) == position ? standstill + 1 : 0;
            if (standstill > LONGEST_STANDSTILL) {
                throw new IOException("cannot read " + partition + " behind offset " + position + " of " + end
                        + ": the broker gives no more");
            }
            position = consumer.position(partition);
        }
    }

    private static Landed landed(ConsumerRecord<String, String> record) {
        return new Landed(header(record, EventHeaders.ORIGIN), header(record, EventHeaders.SEQUENCE), record.value());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
