package dev.headgate.sink.kafka;

import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.PositionedSink;
import dev.headgate.sink.PositionedWriter;
import java.time.Clock;

/** A Kafka sink behind a journal, with clients and a clock of the test's. */
final class ClockedSink extends PositionedSink<KafkaSettings> {
    private final KafkaClients clients;
    private final Clock clock;

    ClockedSink(KafkaClients clients, Clock clock) {
        super(KafkaOptions.DECLARATION, KafkaSettings::of);
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    protected BatchLimits limits(KafkaSettings settings) {
        return settings.transactions();
    }

    @Override
    protected DeadLetterSettings deadLetters(KafkaSettings settings) {
        return settings.deadLetters();
    }

    @Override
    protected PositionedWriter writer(KafkaSettings settings) {
        return new KafkaWriter(getName(), settings, clients, clock);
    }
}
