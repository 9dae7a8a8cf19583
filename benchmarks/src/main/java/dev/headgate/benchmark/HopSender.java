package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.sink.lane.LaneSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.Sink;
import org.apache.flume.SinkRunner;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.conf.Configurables;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.sink.AvroSink;
import org.apache.flume.sink.DefaultSinkProcessor;

/**
 * The process at the near end of a hop: {@code STOCK} or {@code HEADGATE}, folder, port, batch, events; or {@code LIMIT},
 * port, batch. A side queues the events, answers that it has, and sends them; the limit sends one batch for ever, out of
 * memory. It runs until it is killed.
 */
final class HopSender {
    private static final int FILL_BATCH = 1000;

    private HopSender() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        if (arguments[0].equals("LIMIT")) {
            System.out.println(new JsonObject());
            sendForEver(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        Side side = Side.valueOf(arguments[0]);
        int events = Integer.parseInt(arguments[4]);
        Channel channel = MeasuredChannel.of(side, Path.of(arguments[1]), events);
        channel.start();
        ChannelThreads threads = new ChannelThreads(channel, FILL_BATCH);
        for (int put = 0; put < events; put += FILL_BATCH) {
            threads.put();
        }
        JsonObject ready = new JsonObject();
        ready.addProperty("events", events);
        System.out.println(ready);
        Sink sink = sink(side, arguments[2], arguments[3]);
        sink.setName("hop");
        sink.setChannel(channel);
        DefaultSinkProcessor processor = new DefaultSinkProcessor();
        processor.setSinks(List.of(sink));
        new SinkRunner(processor).start();
    }

    private static Sink sink(Side side, String port, String batch) {
        return switch (side) {
            case STOCK -> {
                AvroSink sink = new AvroSink();
                sink.setName("hop");
                Configurables.configure(
                        sink, new Context(Map.of("hostname", "127.0.0.1", "port", port, "batch-size", batch)));
                yield sink;
            }
            case HEADGATE -> {
                LaneSink sink = new LaneSink();
                sink.setName("hop");
                Configurables.configure(
                        sink, new Context(Map.of("targets", "127.0.0.1:" + port, "batch-events", batch)));
                yield sink;
            }
        };
    }

    private static void sendForEver(int port, int batch) throws EventDeliveryException {
        List<Event> events =
                new ArrayList<>(Collections.nCopies(batch, EventBuilder.withBody(new byte[BenchmarkCase.EVENT_BYTES])));
        RpcClient client = RpcClientFactory.getDefaultInstance("127.0.0.1", port, batch);
        while (client.isActive()) {
            client.appendBatch(events);
        }
    }
}
