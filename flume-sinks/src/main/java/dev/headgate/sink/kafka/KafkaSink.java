package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.ProgressChannel;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.PositionedSink;
import dev.headgate.sink.PositionedWriter;
import java.time.Clock;

/**
 * Writes each event into a Kafka topic as one record.
 *
 * <p><b>Guarantee.</b> From a journal, by Kafka's transactions: each holds the position in the journal, so after a failure
 * or a restart the sink goes on exactly behind what was committed, and a consumer that reads committed sees each event once.
 * From any other channel, and with {@code transactional: false}, at least once: every broker in sync has each record before
 * its batch is committed. <b>Threads, failure.</b> As every {@link PositionedSink}.
 */
public final class KafkaSink extends PositionedSink<KafkaSettings> {
    /** For Flume. */
    public KafkaSink() {
        super(KafkaOptions.DECLARATION, KafkaSettings::of);
    }

    @Override
    protected BatchLimits limits(KafkaSettings settings) {
        return getChannel() instanceof ProgressChannel ? settings.transactions() : settings.batches();
    }

    @Override
    protected DeadLetterSettings deadLetters(KafkaSettings settings) {
        return settings.deadLetters();
    }

    @Override
    protected PositionedWriter writer(KafkaSettings settings) {
        return new KafkaWriter(getName(), settings, KafkaClients.real(), Clock.systemUTC());
    }
}
