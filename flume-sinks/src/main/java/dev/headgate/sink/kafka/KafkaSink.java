package dev.headgate.sink.kafka;

import dev.headgate.sink.BatchSink;
import dev.headgate.sink.BatchWriter;

/**
 * Writes each event into a Kafka topic as one record, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when every broker in sync has each of its records. The producer is
 * idempotent, so its own retries repeat nothing; a batch that failed in part is sent again. <b>Threads, failure.</b> As
 * every {@link BatchSink}.
 */
public final class KafkaSink extends BatchSink<KafkaSettings> {
    /** For Flume. */
    public KafkaSink() {
        super(KafkaOptions.DECLARATION, KafkaSettings::of);
    }

    @Override
    protected int batchEvents(KafkaSettings settings) {
        return settings.batchEvents();
    }

    @Override
    protected BatchWriter writer(KafkaSettings settings) {
        return new KafkaWriter(settings);
    }
}
