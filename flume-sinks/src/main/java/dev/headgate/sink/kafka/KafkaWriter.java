package dev.headgate.sink.kafka;

import dev.headgate.sink.BatchWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches through one producer and waits for every record.
 *
 * <p>A producer that failed for another reason than time, or still has records under way, is closed and replaced. Used by
 * one thread at a time.
 */
final class KafkaWriter implements BatchWriter {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final EventRecords records;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaWriter(KafkaSettings settings) {
        this(
                settings,
                () -> new KafkaProducer<>(
                        ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    KafkaWriter(KafkaSettings settings, Supplier<Producer<byte[], byte[]>> producers) {
        this.records = new EventRecords(settings);
        this.producers = producers;
    }

    @Override
    public void prepare() throws IOException {
        producer();
    }

    @Override
    public int write(List<Event> batch) throws IOException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        try {
            Producer<byte[], byte[]> sending = producer();
            for (Event event : batch) {
                Future<RecordMetadata> record = sending.send(records.record(event));
                sent.add(record);
                failEarly(record);
            }
            sending.flush();
            return confirmed(sent);
        } catch (ExecutionException refused) {
            Throwable reason = cause(refused);
            dropUnlessSettled(reason, sent);
            throw new IOException(String.valueOf(reason.getMessage()), reason);
        } catch (InterruptedException | InterruptException stopped) {
            Thread.currentThread().interrupt();
            drop(Duration.ZERO);
            throw new InterruptedIOException("interrupted while Kafka was writing");
        } catch (KafkaException | IllegalStateException broken) {
            dropUnlessSettled(broken, sent);
            throw new IOException(String.valueOf(broken.getMessage()), broken);
        }
    }

    @Override
    public void close() {
        drop(CLOSE_PATIENCE);
    }

    /** Without metadata each send waits for it, one by one: the first that failed is enough. */
    private static void failEarly(Future<RecordMetadata> record) throws ExecutionException, InterruptedException {
        if (record.isDone()) {
            record.get();
        }
    }

    private static int confirmed(List<Future<RecordMetadata>> sent) throws ExecutionException, InterruptedException {
        int confirmed = 0;
        for (Future<RecordMetadata> record : sent) {
            record.get();
            confirmed++;
        }
        return confirmed;
    }

    private Producer<byte[], byte[]> producer() throws IOException {
        Producer<byte[], byte[]> ready = producer;
        if (ready == null) {
            try {
                ready = producers.get();
            } catch (KafkaException refused) {
                throw new IOException(String.valueOf(cause(refused).getMessage()), refused);
            }
            producer = ready;
        }
        return ready;
    }

    private static Throwable cause(Exception failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private void dropUnlessSettled(Throwable failure, List<Future<RecordMetadata>> sent) {
        boolean settled = sent.stream().allMatch(Future::isDone);
        if (!settled || !(failure instanceof RetriableException)) {
            drop(Duration.ZERO);
        }
    }

    private void drop(Duration patience) {
        Producer<byte[], byte[]> closing = producer;
        producer = null;
        if (closing != null) {
            closing.close(patience);
        }
    }
}
