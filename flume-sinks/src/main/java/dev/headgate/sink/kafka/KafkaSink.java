package dev.headgate.sink.kafka;

import dev.headgate.kit.option.Configured;
import dev.headgate.sink.BatchDelivery;
import java.util.Objects;
import org.apache.flume.Context;
import org.apache.flume.conf.Configurable;
import org.apache.flume.sink.AbstractSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each event into a Kafka topic as one record, at least once.
 *
 * <p><b>Guarantee.</b> A batch is committed when every broker in sync has each of its records. The producer is
 * idempotent, so its own retries repeat nothing; a batch that failed in part is sent again. <b>Threads.</b> As Flume
 * calls it: one for {@link #process}, which ends before {@link #stop}. <b>Failure.</b> Brokers that cannot be reached are
 * waited for.
 */
public final class KafkaSink extends AbstractSink implements Configurable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);

    private @Nullable Configured<KafkaSettings> configured;
    private @Nullable BatchDelivery delivery;

    @Override
    public void configure(Context context) {
        configured =
                Configured.read(KafkaOptions.DECLARATION, getName(), context.getParameters(), KafkaSettings::of, LOG);
    }

    @Override
    public synchronized void start() {
        KafkaSettings settings =
                Objects.requireNonNull(configured, "configure comes first").settings();
        delivery = BatchDelivery.start(this, settings.batchEvents(), new KafkaWriter(settings));
        super.start();
    }

    @Override
    public Status process() {
        return Objects.requireNonNull(delivery, "start comes first").turn();
    }

    @Override
    public synchronized void stop() {
        if (delivery != null) {
            delivery.stop();
            delivery = null;
        }
        super.stop();
    }
}
