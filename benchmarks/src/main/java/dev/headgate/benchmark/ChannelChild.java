package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flume.Channel;

/**
 * The process in which a channel is measured: {@code load}, {@code fill} or {@code start}, then side, folder and numbers. It
 * answers with one line of JSON and waits to be killed.
 */
final class ChannelChild {
    private static final int FILL_THREADS = 4;
    private static final int FILL_BATCH = 1000;
    private static final int SPARE_CAPACITY = 1_000_000;

    private ChannelChild() {}

    /** Runs what the arguments say. */
    public static void main(String[] arguments) throws Exception {
        ChildMain.begin();
        Side side = Side.valueOf(arguments[1]);
        Path folder = Path.of(arguments[2]);
        List<String> numbers = List.of(arguments).subList(3, arguments.length);
        System.out.println(
                switch (arguments[0]) {
                    case "load" -> load(side, folder, numbers);
                    case "fill" -> fill(side, folder, Integer.parseInt(numbers.get(0)));
                    case "start" -> start(side, folder, Integer.parseInt(numbers.get(0)));
                    default -> throw new IllegalArgumentException("Unknown '" + arguments[0] + "'.");
                });
    }

    private static JsonObject load(Side side, Path folder, List<String> numbers) throws InterruptedException {
        Load load = Load.of(numbers.subList(2, numbers.size()));
        Channel channel = MeasuredChannel.of(side, folder, load.capacity());
        channel.start();
        ChannelThreads threads = new ChannelThreads(channel, load.batch());
        threads.start(load);
        Thread.sleep(Long.parseLong(numbers.get(0)));
        long begun = System.nanoTime();
        long before = load.takers() == 0 ? threads.putCount() : threads.takenCount();
        Thread.sleep(Long.parseLong(numbers.get(1)));
        long after = load.takers() == 0 ? threads.putCount() : threads.takenCount();
        JsonObject answer = new JsonObject();
        answer.addProperty("events", after - before);
        answer.addProperty("seconds", (System.nanoTime() - begun) / 1e9);
        return answer;
    }

    private static JsonObject fill(Side side, Path folder, int events) throws InterruptedException, ExecutionException {
        Channel channel = MeasuredChannel.of(side, folder, events + SPARE_CAPACITY);
        channel.start();
        ChannelThreads threads = new ChannelThreads(channel, FILL_BATCH);
        ExecutorService putters = Executors.newFixedThreadPool(FILL_THREADS);
        List<Future<?>> shares = new ArrayList<>();
        for (int share = 0; share < FILL_THREADS; share++) {
            shares.add(putters.submit(() -> {
                for (int batch = 0; batch < events / FILL_THREADS / FILL_BATCH; batch++) {
                    threads.put();
                }
            }));
        }
        for (Future<?> share : shares) {
            share.get();
        }
        return depth(events);
    }

    private static JsonObject start(Side side, Path folder, int events) {
        Channel channel = MeasuredChannel.of(side, folder, events + SPARE_CAPACITY);
        long begun = System.nanoTime();
        channel.start();
        double seconds = (System.nanoTime() - begun) / 1e9;
        JsonObject answer = depth(events);
        answer.addProperty("seconds", seconds);
        return answer;
    }

    private static JsonObject depth(int expected) {
        long depth = MeasuredChannel.depth();
        if (depth != expected) {
            throw new BenchmarkException("The channel holds " + depth + " events and not " + expected + ".");
        }
        JsonObject answer = new JsonObject();
        answer.addProperty("depth", depth);
        return answer;
    }
}
