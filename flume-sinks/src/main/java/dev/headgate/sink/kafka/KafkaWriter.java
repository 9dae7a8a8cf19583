package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionRange;
import dev.headgate.sink.PositionedWriter;
import dev.headgate.sink.TakeAgainException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends events through one producer, without waiting for single records; from a journal as one transaction for each batch.
 *
 * <p>A record that the brokers refuse for its own sake breaks its transaction: the batch is taken again, kept, and sent
 * without it. Used by one thread at a time.
 */
final class KafkaWriter implements PositionedWriter {
    private final String sink;
    private final KafkaSettings settings;
    private final KafkaClients clients;
    private final Fence fence;
    private final RecordSender sender;
    private @Nullable KafkaSession session;
    private SentBatch batch = new SentBatch(Kept.NONE);
    private boolean careful;
    private boolean flushed = true;
    /** One that the confirmed batch has a record in; null where it has none. */
    private @Nullable String topic;

    KafkaWriter(String sink, KafkaSettings settings, KafkaClients clients, Clock clock) {
        this.sink = sink;
        this.settings = settings;
        this.clients = clients;
        this.fence = new Fence(sink, clock);
        this.sender = new RecordSender(settings);
    }

    @Override
    public OptionalLong open(@Nullable String journalId) throws IOException, InterruptedException {
        sender.forgetTopics();
        KafkaSession opened = session;
        if (opened != null && !calling(() -> opened.giveUp(flushed))) {
            drop();
        }
        KafkaSession ready = session;
        if (ready == null) {
            ready = calling(() -> KafkaSession.of(sink, settings, journalId, clients));
            session = ready;
        }
        begin();
        KafkaSession opening = ready;
        return calling(() -> opening.open(fence));
    }

    @Override
    public void write(List<PositionedEvent> events) throws IOException, InterruptedException {
        KafkaSession open = opened();
        flushed = false;
        for (PositionedEvent event : events) {
            send(open, batch.add(event));
        }
    }

    @Override
    public Outcome confirm() throws IOException, InterruptedException {
        KafkaSession open = opened();
        flush(open);
        if (open.isTransactional()) {
            sendWithoutRefused(open);
        }
        requireNoFailure();
        Outcome outcome = batch.outcome();
        topic = batch.topic();
        begin();
        return outcome;
    }

    /** Sends the batch again without the events that broke its transaction. They are a few in a row, or none for long. */
    private void sendWithoutRefused(KafkaSession open) throws IOException, InterruptedException {
        boolean refused = batch.hasRefused();
        careful = refused;
        if (refused && batch.kept() != Kept.ALL) {
            throw new TakeAgainException("the brokers refused an event, and with it its transaction");
        }
        while (batch.hasRefused()) {
            abort(open);
            sift(open);
            abort(open);
            for (SentEvent event : batch.events()) {
                send(open, event);
            }
            flush(open);
        }
    }

    @Override
    public void publish(PositionRange range) throws IOException, InterruptedException {
        String written = topic;
        if (written == null) {
            return;
        }
        KafkaSession open = opened();
        boolean whole = false;
        try {
            calling(() -> open.commit(written, range));
            whole = true;
        } finally {
            // Only a new producer learns what became of a commit in doubt.
            if (!whole) {
                drop();
            }
        }
    }

    @Override
    public void close() {
        KafkaSession closing = session;
        session = null;
        if (closing != null) {
            closing.close();
        }
    }

    /**
     * Finds out which events the brokers refuse, as each refusal hides those behind it: sends those of which nothing is known,
     * fewer at a time after a refusal, and more again without. So each is sent a few times, however many are refused.
     */
    private void sift(KafkaSession open) throws IOException, InterruptedException {
        List<SentEvent> unknown = unknown();
        int most = unknown.size();
        while (!unknown.isEmpty()) {
            for (SentEvent event : unknown.subList(0, Math.min(most, unknown.size()))) {
                send(open, event);
            }
            flush(open);
            if (batch.hasRefused()) {
                abort(open);
                most = Math.max(1, most / 2);
            } else {
                requireNoFailure();
                most = Math.min(batch.events().size(), most * 2);
            }
            unknown = unknown();
        }
    }

    private List<SentEvent> unknown() {
        return batch.events().stream().filter(SentEvent::isUnknown).toList();
    }

    /** Sends nothing more behind the first failure: without metadata each further one would wait for it. */
    private void send(KafkaSession open, SentEvent event) throws IOException, InterruptedException {
        boolean broken = batch.failure() != null || (open.isTransactional() && batch.hasRefused());
        if (broken || event.isRejected()) {
            return;
        }
        try {
            sender.send(open, event);
        } catch (InterruptException stopped) {
            throw translated(stopped);
        } catch (KafkaException | IllegalStateException failure) {
            // Perhaps because the brokers have refused another record, which flushing will show.
            batch.fail(failure);
        }
    }

    private void flush(KafkaSession open) throws IOException, InterruptedException {
        calling(open::flush);
        flushed = true;
    }

    private void abort(KafkaSession open) throws IOException, InterruptedException {
        calling(open::abort);
        batch.aborted();
    }

    private void requireNoFailure() throws IOException, InterruptedException {
        Exception failure = batch.failure();
        if (failure != null) {
            throw translated(failure);
        }
    }

    private void begin() {
        boolean transactional = session != null && session.isTransactional();
        batch = new SentBatch(careful ? Kept.ALL : transactional ? Kept.NONE : Kept.UNANSWERED);
        flushed = true;
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
        Throwable reason = failure.getCause() instanceof KafkaException cause ? cause : failure;
        if (reason instanceof ProducerFencedException || reason instanceof InvalidProducerEpochException) {
            fence.close();
            drop();
        } else if (reason instanceof AuthenticationException || reason instanceof AuthorizationException) {
            // A client that was refused stays so: a new one asks again, and logs in with what the JVM's file says then.
            drop();
        }
        return new IOException(String.valueOf(reason.getMessage()), failure);
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }
}
