package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.DataSize;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.Delivery;
import java.time.Duration;
import org.apache.flume.Channel;
import org.apache.flume.Sink.Status;

/**
 * Delivers from any channel, at least once: a batch is committed when the DataNodes of its files have it, and files are
 * published when they are large or old enough.
 *
 * <p><b>Threads.</b> {@link #turn} is called by one thread at a time, {@link #stop} after the last turn.
 */
final class FlushDelivery {
    private static final DataSize BATCH_BYTES = DataSize.ofMegabytes(64);

    private final HdfsWriter writer;
    private final Delivery delivery;

    FlushDelivery(HdfsSinkContext context, Channel channel, FlushableFormat format) {
        this.writer = new HdfsWriter(context, format);
        this.delivery = new Delivery(
                context.sink(),
                channel,
                new Delivery.Destination(
                        writer,
                        context.deadLetters(),
                        new BatchLimits(context.settings().batchEvents(), BATCH_BYTES, Duration.ZERO)),
                context.counter(),
                context.clock());
    }

    Status turn() {
        Status status = delivery.turn();
        writer.tend();
        return status;
    }

    void stop() {
        delivery.stop();
    }
}
