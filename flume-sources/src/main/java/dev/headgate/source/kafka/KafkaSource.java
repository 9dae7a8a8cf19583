package dev.headgate.source.kafka;

import dev.headgate.source.SourceThread;
import dev.headgate.source.ThreadedSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flume.Event;
import org.apache.flume.FlumeException;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

/**
 * Reads the records of Kafka topics into its channels, each record an event, at least once.
 *
 * <p>Offsets are committed only after the channel has the events; a batch that the channel refuses is fetched again. An
 * event bears its feeder (the topic's id and the partition), its position (the offset), the record's time in
 * milliseconds, {@code topic}, {@code key} where it is text, and the record's own headers where they are text; feeder
 * headers of a record are not believed.
 *
 * <p>Runs on a thread of its own. A full channel makes it wait. It throws at start where its keys are wrong, a batch
 * would not fit a channel, or the client refuses its settings.
 */
public final class KafkaSource extends ThreadedSource<KafkaSettings, SourceCounter> {
    public KafkaSource() {
        super(KafkaOptions.DECLARATION, KafkaSettings::of);
    }

    @Override
    protected int batchEvents(KafkaSettings settings) {
        return settings.batchEvents();
    }

    @Override
    protected SourceCounter counter(String name) {
        return new SourceCounter(name);
    }

    @Override
    protected SourceThread open(KafkaSettings settings, SourceCounter counting, Consumer<List<Event>> channel) {
        TopicIds ids = TopicIds.ofCluster(ClientSettings.admin(settings));
        RecordEvents events = new RecordEvents(ids, Clock.systemUTC());
        KafkaConsumer<byte[], byte[]> consumer = consumer(settings);
        ConsumerWork work = new ConsumerWork(consumer, settings.batchTime(), events, counting, channel);
        consumer.subscribe(settings.topics(), work);
        return new SourceThread(getName(), work, Duration.ZERO);
    }

    private KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings) {
        try {
            return new KafkaConsumer<>(ClientSettings.consumer(settings));
        } catch (KafkaException refused) {
            Throwable reason = refused.getCause() == null ? refused : refused.getCause();
            throw new FlumeException(
                    "Cannot make the Kafka consumer of source '%s': %s. Correct 'brokers' or the keys under 'kafka.'."
                            .formatted(getName(), reason.getMessage()),
                    refused);
        }
    }
}
