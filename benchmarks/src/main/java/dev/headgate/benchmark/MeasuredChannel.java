package dev.headgate.benchmark;

import dev.headgate.channel.journal.JournalChannel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.channel.file.FileChannel;
import org.apache.flume.conf.Configurables;

/** The channel of a side, with the same capacities and the same promise: what a commit has returned for is on disk. */
final class MeasuredChannel {
    private static final String NAME = "measured";
    private static final int TRANSACTION_CAPACITY = 10_000;

    private MeasuredChannel() {}

    /**
     * A configured channel, not yet started.
     *
     * @param capacity events that it must be able to hold
     */
    static Channel of(Side side, Path folder, int capacity) {
        Channel channel =
                switch (side) {
                    case STOCK -> new FileChannel();
                    case HEADGATE -> new JournalChannel();
                };
        channel.setName(NAME);
        Configurables.configure(channel, new Context(options(side, folder, Math.max(capacity, TRANSACTION_CAPACITY))));
        return channel;
    }

    private static Map<String, String> options(Side side, Path folder, int capacity) {
        return switch (side) {
            case STOCK ->
                Map.of(
                        "checkpointDir",
                        folder.resolve("checkpoint").toString(),
                        "dataDirs",
                        folder.resolve("data").toString(),
                        "capacity",
                        Integer.toString(capacity),
                        "transactionCapacity",
                        Integer.toString(TRANSACTION_CAPACITY),
                        "fsyncPerTransaction",
                        "true",
                        "keep-alive",
                        "1");
            case HEADGATE ->
                Map.of(
                        "directories",
                        folder.resolve("journal").toString(),
                        "capacity",
                        Integer.toString(capacity),
                        "transaction-capacity",
                        Integer.toString(TRANSACTION_CAPACITY),
                        "sync",
                        "commit",
                        "keep-alive",
                        "1s");
        };
    }

    /** Events that the started channel says it holds. */
    static long depth() {
        try {
            ObjectName counter = new ObjectName("org.apache.flume.channel:type=" + NAME);
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(counter, "ChannelSize"))
                    .longValue();
        } catch (JMException missing) {
            throw new BenchmarkException("Reading the depth of the channel failed: " + missing);
        }
    }
}
