package dev.headgate.source.kafka;

import dev.headgate.kit.option.Configured;
import dev.headgate.source.BatchLimit;
import dev.headgate.source.SourceThread;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.EventDrivenSource;
import org.apache.flume.FlumeException;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.conf.Configurable;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.flume.source.AbstractSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
public final class KafkaSource extends AbstractSource implements EventDrivenSource, Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);

    private @Nullable Configured<KafkaSettings> configured;
    private @Nullable SourceCounter counter;
    private @Nullable SourceThread thread;

    @Override
    public synchronized void configure(Context context) {
        configured =
                Configured.read(KafkaOptions.DECLARATION, getName(), context.getParameters(), KafkaSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        KafkaSettings settings = Objects.requireNonNull(configured, "configure comes before start")
                .settings();
        ChannelProcessor processor = getChannelProcessor();
        BatchLimit.check(getName(), KafkaOptions.BATCH_EVENTS.name(), settings.batchEvents(), processor);
        SourceCounter counting = new SourceCounter(getName());
        // The thread never calls this source, whose lock stop() holds while it waits for the thread.
        thread = new SourceThread(getName(), work(settings, counting, processor), Duration.ZERO);
        counting.start();
        counter = counting;
        thread.start();
        super.start();
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.stop();
            thread = null;
        }
        if (counter != null) {
            counter.stop();
            counter = null;
        }
        super.stop();
    }

    private ConsumerWork work(KafkaSettings settings, SourceCounter counting, ChannelProcessor processor) {
        TopicIds ids = TopicIds.ofCluster(ClientSettings.admin(settings));
        RecordEvents events = new RecordEvents(ids, Clock.systemUTC());
        KafkaConsumer<byte[], byte[]> consumer = consumer(settings);
        ConsumerWork work =
                new ConsumerWork(consumer, settings.batchTime(), events, counting, processor::processEventBatch);
        consumer.subscribe(settings.topics(), work);
        return work;
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
