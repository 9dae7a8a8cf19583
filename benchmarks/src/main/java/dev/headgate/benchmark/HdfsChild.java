package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import dev.headgate.sink.hdfs.HdfsSink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Sink;
import org.apache.flume.SinkRunner;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;
import org.apache.flume.event.EventBuilder;
import org.apache.flume.sink.DefaultSinkProcessor;
import org.apache.flume.sink.hdfs.HDFSEventSink;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * The process in which a sink is measured: {@code STOCK} or {@code HEADGATE}, address of HDFS, events to warm up with, events
 * to measure, folder, {@link HdfsFiles}; or {@code LIMIT}, address, and both numbers. It answers with the seconds that
 * publishing the second ones took, and waits to be killed.
 */
final class HdfsChild {
    private static final String NAME = "measured";
    private static final int FILL_BATCH = 1000;

    /** So that it is its size or its age, as in a channel made for hours, and not the channel that ends an epoch. */
    private static final int CAPACITY = 5;

    private HdfsChild() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        // One DataNode, one replica; stock's sink takes it from nowhere else.
        Configuration.addDefaultResource("dev/headgate/benchmark/hdfs-client.xml");
        loadClient(arguments[1]);
        double seconds = 0;
        for (String measured : List.of("warm-up", "bench")) {
            int events = Integer.parseInt(measured.equals("bench") ? arguments[3] : arguments[2]);
            String folder = arguments[1] + "/" + measured;
            seconds = arguments[0].equals("LIMIT")
                    ? stream(folder, events)
                    : run(
                            Side.valueOf(arguments[0]),
                            HdfsFiles.valueOf(arguments[5]),
                            folder,
                            events,
                            Path.of(arguments[4], measured));
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("seconds", seconds);
        System.out.println(answer);
    }

    /** Loads Hadoop's client and its settings, which takes seconds, before anything is measured. */
    private static void loadClient(String hdfs) throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(
                "/warm-up-" + ProcessHandle.current().pid());
        try (FileSystem fileSystem = FileSystem.newInstance(URI.create(hdfs), new Configuration())) {
            try (var out = fileSystem.create(file)) {
                out.write(new byte[FILL_BATCH]);
                out.hflush();
            }
            fileSystem.delete(file, false);
        }
    }

    private static double stream(String file, int events) throws IOException {
        byte[] chunk = new byte[FILL_BATCH * BenchmarkCase.EVENT_BYTES];
        try (FileSystem fileSystem = FileSystem.newInstance(URI.create(file), new Configuration())) {
            long begun = System.nanoTime();
            try (var out = fileSystem.create(new org.apache.hadoop.fs.Path(file))) {
                for (int written = 0; written < events; written += FILL_BATCH) {
                    out.write(chunk);
                }
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static double run(Side side, HdfsFiles files, String target, int events, Path folder)
            throws InterruptedException {
        if (events == 0) {
            return 0;
        }
        Channel channel = MeasuredChannel.of(side, folder, CAPACITY * events);
        channel.start();
        fill(channel, files, events);
        Sink sink = sink(side, files.options(side, target));
        sink.setChannel(channel);
        DefaultSinkProcessor processor = new DefaultSinkProcessor();
        processor.setSinks(List.of(sink));
        SinkRunner runner = new SinkRunner(processor);
        long begun = System.nanoTime();
        runner.start();
        while (taken(side, events) < events) {
            Thread.sleep(1);
        }
        runner.stop();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (counted("EventDrainSuccessCount") != events || MeasuredChannel.depth() != 0) {
            throw new BenchmarkException(
                    "Only %d of %d events were published.".formatted(counted("EventDrainSuccessCount"), events));
        }
        channel.stop();
        return seconds;
    }

    private static Sink sink(Side side, Map<String, String> options) {
        return switch (side) {
            case STOCK -> {
                HDFSEventSink sink = new HDFSEventSink();
                sink.setName(NAME);
                Configurables.configure(sink, new Context(options));
                yield sink;
            }
            case HEADGATE -> {
                HdfsSink sink = new HdfsSink();
                sink.setName(NAME);
                Configurables.configure(sink, new Context(options));
                yield sink;
            }
        };
    }

    private static void fill(Channel channel, HdfsFiles files, int events) {
        for (int put = 0; put < events; put += FILL_BATCH) {
            Transaction transaction = channel.getTransaction();
            transaction.begin();
            for (int index = put; index < put + FILL_BATCH; index++) {
                channel.put(EventBuilder.withBody(body(index), Map.of("partition", files.partition(index))));
            }
            transaction.commit();
            transaction.close();
        }
    }

    private static byte[] body(int index) {
        String text = " GET /shop/items/" + index % 10_000 + "?session=" + Long.toHexString(index * 0x9E3779B97F4A7C15L)
                + " HTTP/1.1 200 Mozilla/5.0 (X11; Linux x86_64)";
        byte[] line = text.getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[BenchmarkCase.EVENT_BYTES];
        for (int at = 0; at < body.length; at += line.length) {
            System.arraycopy(line, 0, body, at, Math.min(line.length, body.length - at));
        }
        return body;
    }

    /** Stock's sink has taken what it has committed; ours publishes the last of what it has taken when it stops. */
    private static long taken(Side side, int events) {
        return switch (side) {
            case STOCK -> events - MeasuredChannel.depth();
            case HEADGATE -> counted("EventDrainAttemptCount");
        };
    }

    private static long counted(String counter) {
        try {
            ObjectName name = new ObjectName("org.apache.flume.sink:type=" + NAME);
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name, counter)).longValue();
        } catch (JMException missing) {
            throw new BenchmarkException("Reading the sink's counters failed: " + missing);
        }
    }
}
