package dev.headgate.tools;

import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Channel;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.channel.file.FileChannel;
import org.apache.flume.event.EventBuilder;

/** Real channels with real events. */
final class Channels {
    private Channels() {}

    static JournalChannel journal(Path... directories) {
        JournalChannel channel = new JournalChannel();
        channel.setName("journal");
        channel.configure(new Context(Map.of(
                "directories", joined(directories), "segment-size", "64KB", "reserve", "1MB", "keep-alive", "0s")));
        channel.start();
        return channel;
    }

    static FileChannel file(Path checkpoint, Path... data) {
        FileChannel channel = new FileChannel();
        channel.setName("file");
        channel.configure(new Context(Map.of(
                "checkpointDir",
                checkpoint.toString(),
                "dataDirs",
                joined(data),
                "capacity",
                "20000",
                "transactionCapacity",
                "1000",
                "minimumRequiredSpace",
                "1048576",
                "keep-alive",
                "0")));
        channel.start();
        return channel;
    }

    /** Waits for spares that stopped journals are still making. */
    static void awaitSpares() {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("journal-stocker")));
    }

    /** Puts events whose bodies are the numbers from {@code from} to before {@code to}, in batches of 100. */
    static void put(Channel channel, int from, int to) {
        put(channel, from, to, number -> Map.of("number", Integer.toString(number)));
    }

    static void put(Channel channel, int from, int to, Function<Integer, Map<String, String>> headers) {
        for (int first = from; first < to; first += 100) {
            List<Event> batch = IntStream.range(first, Math.min(to, first + 100))
                    .mapToObj(number -> event(body(number), headers.apply(number)))
                    .toList();
            put(channel, batch);
        }
    }

    static String body(int number) {
        return "event " + number;
    }

    static Event event(String body, Map<String, String> headers) {
        return EventBuilder.withBody(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static void put(Channel channel, List<Event> events) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        events.forEach(channel::put);
        transaction.commit();
        transaction.close();
    }

    /** Takes events in batches of 100, as many as there are or as are wanted, and returns their bodies. */
    static List<String> take(Channel channel, int most) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < most) {
            int before = taken.size();
            Transaction transaction = channel.getTransaction();
            transaction.begin();
            Event event = channel.take();
            while (event != null) {
                taken.add(new String(event.getBody(), StandardCharsets.UTF_8));
                event = taken.size() < most && taken.size() < before + 100 ? channel.take() : null;
            }
            transaction.commit();
            transaction.close();
            if (taken.size() == before) {
                break;
            }
        }
        return taken;
    }

    static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(Channels::body).toList();
    }

    private static String joined(Path... paths) {
        return Stream.of(paths).map(Path::toString).collect(Collectors.joining(","));
    }
}
