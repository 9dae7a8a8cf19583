package dev.headgate.channel.journal;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.flume.Context;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.conf.Configurables;
import org.apache.flume.event.EventBuilder;
import org.jspecify.annotations.Nullable;

/** A process with a journal, which a test starts and kills. Tells on its standard output what was confirmed to it. */
final class JournalChild {
    static final int FEEDERS = 3;

    private final JournalChannel channel = new JournalChannel();

    private JournalChild(Path directory, Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(keys);
        all.put("directories", directory.toString());
        all.put("reserve", "0B");
        channel.setName("child");
        Configurables.configure(channel, new Context(all));
        channel.start();
    }

    /** Starts a process; the arguments are a mode, the folder, and the mode's own. */
    static Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(JournalChild.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        endWithParent();
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "work" ->
                new JournalChild(directory, Map.of("segment-size", "64KB", "keep-alive", "100ms"))
                        .work(Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
            case "fill" ->
                new JournalChild(directory, Map.of("segment-size", "8MB")).fill(Integer.parseInt(arguments[2]));
            case "drain" -> new JournalChild(directory, Map.of("segment-size", "8MB")).drain();
            case "collect" -> new JournalChild(directory, Map.of("segment-size", "8MB")).collect();
            case "hold" -> {
                new JournalChild(directory, Map.of());
                say("started");
                new CountDownLatch(1).await();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Whatever ends the test ends this process: its standard input is a pipe from there. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Puts each feeder's events up to a position, and takes at the same time, until all are taken. */
    private void work(long upTo, long seed) throws InterruptedException {
        say("started");
        List<Thread> putters = new ArrayList<>();
        for (int feeder = 0; feeder < FEEDERS; feeder++) {
            String name = "f" + feeder;
            Random random = new Random(seed + feeder);
            Thread putter = new Thread(() -> put(name, upTo, random), name);
            putter.start();
            putters.add(putter);
        }
        Random random = new Random(seed - 1);
        boolean isAllPut = false;
        while (true) {
            int taken = take(random);
            if (taken == 0 && isAllPut) {
                break;
            }
            isAllPut = putters.stream().noneMatch(Thread::isAlive);
        }
        channel.stop();
        say("done");
    }

    private void put(String feeder, long upTo, Random random) {
        long next = channel.progressOf(feeder).orElse(-1) + 1;
        while (next < upTo) {
            long end = Math.min(upTo, next + 1 + random.nextInt(40));
            List<Event> events = new ArrayList<>();
            for (long position = next; position < end; position++) {
                events.add(
                        TestEvents.fed(feeder, position, feeder + ":" + position + " ".repeat(random.nextInt(2000))));
            }
            TestEvents.transact(channel, () -> events.forEach(channel::put));
            say("put " + feeder + " " + (end - 1));
            next = end;
        }
    }

    private int take(Random random) {
        Transaction transaction = channel.getTransaction();
        transaction.begin();
        StringBuilder taken = new StringBuilder();
        int count = 0;
        for (int most = 1 + random.nextInt(60); count < most; count++) {
            @Nullable Event event = channel.take();
            if (event == null) {
                break;
            }
            taken.append(' ').append(TestEvents.text(event));
        }
        if (random.nextInt(8) == 0) {
            transaction.rollback();
        } else {
            say("taking" + taken);
            transaction.commit();
            say("taken");
        }
        transaction.close();
        return count;
    }

    /** Puts small numbered events, and dies without a stop. */
    private void fill(int events) {
        for (int from = 0; from < events; from += 10_000) {
            int first = from;
            TestEvents.transact(channel, () -> {
                for (int id = first; id < first + 10_000; id++) {
                    channel.put(EventBuilder.withBody(Integer.toString(id), StandardCharsets.US_ASCII));
                }
            });
        }
        say("filled");
        Runtime.getRuntime().halt(0);
    }

    /** Reads everything and acknowledges nothing, then reads again, and says how much and what came first. */
    private void collect() throws IOException, InterruptedException {
        long read = 0;
        try (EventCursor cursor = channel.openCursor("collect")) {
            for (int count = 1; count > 0; read += count) {
                count = cursor.next(10_000, Duration.ZERO).size();
            }
        }
        try (EventCursor cursor = channel.openCursor("collect")) {
            String first = TestEvents.text(cursor.next(1, Duration.ZERO).get(0).event());
            say("collected " + read + ", again from " + first);
        }
        channel.stop();
    }

    /** Reads and acknowledges everything, and says how many numbers came in a row from 0 on. */
    private void drain() throws IOException, InterruptedException {
        int expected = 0;
        try (EventCursor cursor = channel.openCursor("drain")) {
            while (true) {
                List<PositionedEvent> events = cursor.next(10_000, Duration.ZERO);
                if (events.isEmpty()) {
                    break;
                }
                for (PositionedEvent event : events) {
                    int id = Integer.parseInt(TestEvents.text(event.event()));
                    if (id != expected) {
                        say("expected " + expected + " and not " + id);
                        return;
                    }
                    expected++;
                }
                cursor.acknowledge(events.get(events.size() - 1).position());
            }
        }
        channel.stop();
        say("drained " + expected);
    }

    /** Sorts by feeder what a transaction took: {@code feeder:position} each. */
    static Map<String, List<Long>> byFeeder(String taken) {
        Map<String, List<Long>> positions = new TreeMap<>();
        for (String text : taken.strip().split(" +", -1)) {
            if (!text.isEmpty()) {
                int colon = text.indexOf(':');
                positions
                        .computeIfAbsent(text.substring(0, colon), feeder -> new ArrayList<>())
                        .add(Long.valueOf(text.substring(colon + 1)));
            }
        }
        return positions;
    }
}
