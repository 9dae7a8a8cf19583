package dev.headgate.sink.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's own, but like the real one it answers late, and a refused record breaks it until its transaction is aborted. */
final class FakeProducer extends MockProducer<byte[], byte[]> {
    final Map<String, RuntimeException> refusing = new HashMap<>();
    final List<Runnable> underWay = new ArrayList<>();
    /** Also those that it refused. */
    int asked;

    int sends;
    /** As many as it says that each topic has; there is one more. */
    int partitions = 2;

    private boolean broken;

    FakeProducer() {
        super(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
            ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
        asked++;
        if (broken) {
            throw new KafkaException("Cannot perform send because at least one previous request has failed");
        }
        sends++;
        underWay.add(() -> answer(record, Objects.requireNonNull(callback)));
        return CompletableFuture.completedFuture(null);
    }

    private void answer(ProducerRecord<byte[], byte[]> record, Callback callback) {
        RuntimeException refusal = refusing.get(body(record));
        if (broken) {
            callback.onCompletion(null, new KafkaException("The transaction is broken"));
        } else if (refusal != null) {
            broken = transactionInitialized();
            callback.onCompletion(null, refusal);
        } else {
            Future<RecordMetadata> unused = super.send(record, callback);
        }
    }

    @Override
    public synchronized void flush() {
        super.flush();
        List<Runnable> answers = List.copyOf(underWay);
        underWay.clear();
        answers.forEach(Runnable::run);
    }

    @Override
    public void abortTransaction() {
        broken = false;
        underWay.clear();
        super.abortTransaction();
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        return super.partitionsFor(topic).subList(0, partitions);
    }

    static String body(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static Cluster cluster() {
        Node node = new Node(0, "k", 1);
        List<PartitionInfo> partitions = Stream.of(0, 1, 2)
                .map(partition -> new PartitionInfo("t", partition, node, new Node[0], new Node[0]))
                .toList();
        return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    }
}
