package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.source.lane.LaneSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.channel.ChannelProcessor;
import org.apache.flume.channel.ReplicatingChannelSelector;
import org.apache.flume.conf.Configurables;
import org.apache.flume.source.AbstractSource;
import org.apache.flume.source.AvroSource;

/**
 * The process at the far end of a hop: {@code STOCK}, {@code HEADGATE} or {@code LIMIT}, folder, port, milliseconds to warm
 * up, milliseconds to count. It answers once when it listens, and once when it has counted what came.
 */
final class HopReceiver {
    private static final String NAME = "hop";
    /** The file channel's default, and more than the journal of the sender holds. */
    private static final int STOCK_CAPACITY = 1_000_000;

    private static final int JOURNAL_CAPACITY = 20_000_000;

    private HopReceiver() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        Channel channel = channel(arguments[0], Path.of(arguments[1]));
        channel.start();
        listen(arguments[0].equals(Side.HEADGATE.name()) ? new LaneSource() : new AvroSource(), channel, arguments[2]);
        System.out.println(new JsonObject());
        System.out.println(count(
                Duration.ofMillis(Long.parseLong(arguments[3])), Duration.ofMillis(Long.parseLong(arguments[4]))));
    }

    private static Channel channel(String what, Path folder) {
        if (what.equals("LIMIT")) {
            return new ForgetfulChannel();
        }
        Side side = Side.valueOf(what);
        return MeasuredChannel.of(
                side,
                folder,
                switch (side) {
                    case STOCK -> STOCK_CAPACITY;
                    case HEADGATE -> JOURNAL_CAPACITY;
                });
    }

    private static void listen(AbstractSource source, Channel channel, String port) {
        ReplicatingChannelSelector selector = new ReplicatingChannelSelector();
        selector.setChannels(List.of(channel));
        selector.configure(new Context());
        ChannelProcessor processor = new ChannelProcessor(selector);
        processor.configure(new Context());
        source.setName(NAME);
        source.setChannelProcessor(processor);
        Configurables.configure(source, new Context(Map.of("bind", "127.0.0.1", "port", port)));
        source.start();
    }

    private static JsonObject count(Duration warmUp, Duration counted) throws InterruptedException {
        while (arrived() == 0) {
            Thread.sleep(1);
        }
        Thread.sleep(warmUp.toMillis());
        long begun = System.nanoTime();
        long before = arrived();
        Thread.sleep(counted.toMillis());
        long after = arrived();
        JsonObject answer = new JsonObject();
        answer.addProperty("events", after - before);
        answer.addProperty("total", after);
        answer.addProperty("seconds", (System.nanoTime() - begun) / 1e9);
        return answer;
    }

    /** Events that the source's channel has committed. */
    private static long arrived() {
        try {
            ObjectName counter = new ObjectName("org.apache.flume.source:type=" + NAME);
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(counter, "EventAcceptedCount"))
                    .longValue();
        } catch (JMException missing) {
            throw new BenchmarkException("Reading what the source has taken failed: " + missing);
        }
    }
}
