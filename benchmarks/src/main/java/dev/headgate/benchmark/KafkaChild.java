package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.sink.kafka.KafkaSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Sink;
import org.apache.flume.SinkRunner;
import org.apache.flume.conf.Configurable;
import org.apache.flume.conf.Configurables;
import org.apache.flume.sink.AbstractSink;
import org.apache.flume.sink.DefaultSinkProcessor;

/**
 * The process in which a Kafka sink is measured: brokers, topic, milliseconds to warm up and to count, side, folder,
 * stock's batch, events. It queues the events, starts the sink, and answers how many its channel let go in which time.
 */
final class KafkaChild {
    private static final int FILL_BATCH = 1000;
    private static final int POLL_MILLIS = 5;
    private static final long NO_CHANGE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private KafkaChild() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        Side side = Side.valueOf(arguments[4]);
        int events = Integer.parseInt(arguments[7]);
        Channel channel = MeasuredChannel.of(side, Path.of(arguments[5]), events + FILL_BATCH);
        channel.start();
        ChannelThreads threads = new ChannelThreads(channel, FILL_BATCH);
        for (int put = 0; put < events; put += FILL_BATCH) {
            threads.put();
        }
        SinkRunner runner = run(side, channel, arguments);
        long warm = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        while (System.nanoTime() < warm) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        System.out.println(counted(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[3]))));
        runner.stop();
    }

    /** From one change of the channel's depth to another: a sink may let many events go at once. */
    private static JsonObject counted(long nanos) throws InterruptedException {
        Change first = change(MeasuredChannel.depth());
        Change last = first;
        while (last.time() - first.time() < nanos) {
            Change next = change(last.depth());
            if (next.depth() == last.depth()) {
                break;
            }
            last = next;
        }
        if (last.depth() == first.depth()) {
            throw new BenchmarkException("No event was let go while it was counted.");
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("events", first.depth() - last.depth());
        answer.addProperty("seconds", (last.time() - first.time()) / 1e9);
        return answer;
    }

    /** Waits for another depth; where none comes, this one is the last. */
    private static Change change(long from) throws InterruptedException {
        long deadline = System.nanoTime() + NO_CHANGE_NANOS;
        while (System.nanoTime() < deadline) {
            long depth = MeasuredChannel.depth();
            if (depth != from) {
                return new Change(depth, System.nanoTime());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return new Change(from, System.nanoTime());
    }

    private record Change(long depth, long time) {}

    private static SinkRunner run(Side side, Channel channel, String[] arguments) {
        Sink sink =
                switch (side) {
                    case STOCK ->
                        configured(
                                new org.apache.flume.sink.kafka.KafkaSink(),
                                Map.of(
                                        "kafka.bootstrap.servers",
                                        arguments[0],
                                        "kafka.topic",
                                        arguments[1],
                                        "kafka.producer.acks",
                                        "all",
                                        "flumeBatchSize",
                                        arguments[6]));
                    case HEADGATE ->
                        configured(new KafkaSink(), Map.of("brokers", arguments[0], "topic", arguments[1]));
                };
        sink.setChannel(channel);
        DefaultSinkProcessor processor = new DefaultSinkProcessor();
        processor.setSinks(List.of(sink));
        SinkRunner runner = new SinkRunner(processor);
        runner.start();
        return runner;
    }

    private static <S extends AbstractSink & Configurable> Sink configured(S sink, Map<String, String> keys) {
        sink.setName("bus");
        Configurables.configure(sink, new Context(keys));
        return sink;
    }
}
