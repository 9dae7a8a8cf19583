package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionRange;
import dev.headgate.sink.PositionedWriter;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.kafka.Topics.Topic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends events through one producer, without waiting for single records; from a journal as one transaction for each batch.
 *
 * <p>A record that the brokers refuse for its own sake breaks its transaction: the others are sent again without it. Used by
 * one thread at a time.
 */
final class KafkaWriter implements PositionedWriter {
    /** Two sinks of one name would else take the name from each other without end. */
    private static final Duration FENCED = Duration.ofSeconds(30);

    private final String sink;
    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final Clock clock;
    private final EventRecords records;
    private final Topics topics;
    private final int largestRecord;
    private final Map<Long, String> refused = new HashMap<>();
    private @Nullable KafkaSession session;
    private SentBatch batch = new SentBatch();
    private Instant fencedUntil = Instant.MIN;

    KafkaWriter(String sink, KafkaSettings settings, KafkaClients clients, Clock clock) {
        this.sink = sink;
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        this.records = new EventRecords(settings.records());
        this.topics = new Topics(settings.unknownTopics());
        this.largestRecord = ProducerSettings.largestRecord(settings);
    }

    @Override
    public OptionalLong open(@Nullable String journalId) throws IOException, InterruptedException {
        if (clock.instant().isBefore(fencedUntil)) {
            throw new IOException("another sink has taken the name over by which Kafka knows sink '" + sink
                    + "'. Give each its own 'writer'; this one tries again at " + fencedUntil);
        }
        topics.forget();
        KafkaSession opened = session;
        if (opened != null && !calling(() -> opened.giveUp(batch.isSettled()))) {
            drop();
        }
        batch = new SentBatch();
        KafkaSession ready = session;
        if (ready == null) {
            ready = calling(() -> KafkaSession.of(sink, settings, journalId, clients));
            session = ready;
        }
        return calling(ready::open);
    }

    @Override
    public void write(List<PositionedEvent> events) throws IOException, InterruptedException {
        batch.add(events);
        send(opened(), events);
    }

    @Override
    public Outcome confirm() throws IOException, InterruptedException {
        KafkaSession open = opened();
        calling(open::flush);
        while (open.isTransactional() && batch.hasRefused()) {
            for (Rejected event : batch.refused()) {
                refused.put(event.event().position(), event.reason());
            }
            calling(open::abort);
            SentBatch again = new SentBatch();
            again.add(batch.events());
            batch = again;
            send(open, again.events());
            calling(open::flush);
        }
        Exception failure = batch.failure();
        if (failure != null) {
            throw translated(failure);
        }
        return batch.outcome();
    }

    @Override
    public void publish(PositionRange range) throws IOException, InterruptedException {
        String topic = batch.topic();
        KafkaSession open = opened();
        if (topic != null) {
            boolean whole = false;
            try {
                calling(() -> open.commit(topic, range));
                whole = true;
            } finally {
                // Only a new producer learns what became of a commit in doubt.
                if (!whole) {
                    drop();
                }
            }
        }
        batch = new SentBatch();
        refused.clear();
    }

    @Override
    public void close() {
        KafkaSession closing = session;
        session = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** Stops at the first failure: without metadata each further one would wait for it. */
    private void send(KafkaSession open, List<PositionedEvent> events) throws IOException, InterruptedException {
        for (PositionedEvent event : events) {
            if (batch.failure() != null || (open.isTransactional() && batch.hasRefused())) {
                return;
            }
            try {
                send(open, event);
            } catch (InterruptException stopped) {
                throw translated(stopped);
            } catch (KafkaException | IllegalStateException broken) {
                // Perhaps because the brokers have refused another record, which flushing will show.
                batch.fail(broken);
            }
        }
    }

    private void send(KafkaSession open, PositionedEvent event) throws IOException, InterruptedException {
        String before = refused.get(event.position());
        if (before != null) {
            batch.reject(event, before);
            return;
        }
        String rendered = records.topic(event.event());
        Topic topic = topics.find(rendered, open);
        if (topic == null) {
            batch.reject(event, "topic '" + TopicNames.legal(rendered) + "' does not exist");
            return;
        }
        ProducerRecord<byte[], byte[]> record = records.record(topic.name(), event.event());
        Integer partition = record.partition();
        if (partition != null
                && partition >= topic.partitions()
                && partition >= topics.refreshed(rendered, open).partitions()) {
            batch.reject(event, "topic '" + topic.name() + "' has no partition " + partition);
        } else if (record.value().length > largestRecord) {
            batch.reject(event, record.value().length + " bytes are more than kafka.max.request.size allows");
        } else {
            open.send(record, batch.sending(event, topic.name()));
        }
    }

    private KafkaSession opened() {
        if (session == null) {
            throw new IllegalStateException("The writer is not open.");
        }
        return session;
    }

    private void drop() {
        KafkaSession dropped = session;
        session = null;
        if (dropped != null) {
            dropped.drop();
        }
    }

    private <T> T calling(Call<T> call) throws IOException, InterruptedException {
        try {
            return call.run();
        } catch (KafkaException | IllegalStateException failure) {
            throw translated(failure);
        }
    }

    private IOException translated(Exception failure) throws InterruptedException {
        if (failure instanceof InterruptException) {
            // The producer has set the flag again.
            Thread.interrupted();
            throw new InterruptedException("interrupted while Kafka was writing");
        }
        if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
            fencedUntil = clock.instant().plus(FENCED);
            drop();
        }
        Throwable reason = failure.getCause() instanceof KafkaException cause ? cause : failure;
        return new IOException(String.valueOf(reason.getMessage()), failure);
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }
}
