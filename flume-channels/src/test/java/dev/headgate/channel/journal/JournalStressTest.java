package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at once on real files. */
class JournalStressTest {
    private static final int THREADS = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Journal journal;

    private final long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    private final AtomicInteger putting = new AtomicInteger(THREADS);

    @BeforeEach
    void open() throws Exception {
        TestSettings settings =
                TestSettings.in(folder).keepAlive(Duration.ofMillis(20)).capacity(20_000);
        journal = Journal.open(settings.settings(), new LocalDisk(), Clock.systemUTC(), new JournalMetrics());
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        journal.close();
    }

    /** Puts until the time is over; returns how many events of each feeder were stored. */
    private Map<String, Future<Integer>> putters() {
        Map<String, Future<Integer>> putters = new HashMap<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String feeder = "f" + thread;
            Random random = new Random(thread);
            putters.put(feeder, threads.submit(() -> {
                int next = 0;
                while (System.nanoTime() < end) {
                    List<Event> events = new ArrayList<>();
                    // Some are sent again.
                    int from = Math.max(0, next - random.nextInt(3));
                    int to = next + 1 + random.nextInt(20);
                    for (int position = from; position < to; position++) {
                        events.add(TestEvents.fed(feeder, position));
                    }
                    try {
                        assertThat(TestEvents.put(journal, events)).isEqualTo(to - next);
                        next = to;
                    } catch (JournalFullException full) {
                        Thread.onSpinWait();
                    }
                }
                putting.decrementAndGet();
                return next;
            }));
        }
        return putters;
    }

    private static void check(Map<String, Future<Integer>> putters, Map<Long, String> taken) throws Exception {
        Map<String, Integer> next = new HashMap<>();
        for (String text : taken.values()) {
            int colon = text.indexOf(':');
            String feeder = text.substring(0, colon);
            int position = Integer.parseInt(text.substring(colon + 1));
            assertThat(position).as(feeder).isEqualTo(next.getOrDefault(feeder, 0));
            next.put(feeder, position + 1);
        }
        for (Map.Entry<String, Future<Integer>> putter : putters.entrySet()) {
            assertThat(next.getOrDefault(putter.getKey(), 0))
                    .isEqualTo(putter.getValue().get());
        }
    }

    @Test
    void manyTransactionsPutTakeAndRollBackAtOnce() throws Exception {
        Map<String, Future<Integer>> putters = putters();
        Map<Long, String> taken = new ConcurrentSkipListMap<>();
        AtomicInteger twice = new AtomicInteger();
        List<Future<?>> takers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(-thread);
            takers.add(threads.submit(() -> {
                while (true) {
                    boolean isLast = putting.get() == 0;
                    List<StoredEvent> events = TestEvents.take(journal, 1 + random.nextInt(100));
                    if (events.isEmpty() && isLast && journal.depthEvents() == 0) {
                        return null;
                    }
                    if (random.nextInt(5) == 0) {
                        journal.queue().giveBack(events);
                    } else if (!events.isEmpty()) {
                        journal.queue().acknowledge(events);
                        for (StoredEvent event : events) {
                            twice.addAndGet(
                                    taken.put(event.position(), TestEvents.text(event.event())) == null ? 0 : 1);
                        }
                    }
                }
            }));
        }
        for (Future<?> taker : takers) {
            taker.get();
        }
        assertThat(twice).hasValue(0);
        check(putters, taken);
        assertThat(journal.depthBytes()).isZero();
        assertThat(journal.queue().outCount()).isZero();
    }

    @Test
    void aCursorReadsWhileManyPut() throws Exception {
        Map<String, Future<Integer>> putters = putters();
        Map<Long, String> taken = new ConcurrentSkipListMap<>();
        try (EventCursor cursor = journal.openCursor("stress")) {
            while (true) {
                boolean isLast = putting.get() == 0;
                List<PositionedEvent> events = cursor.next(500, Duration.ofMillis(10));
                if (events.isEmpty() && isLast) {
                    break;
                }
                for (PositionedEvent event : events) {
                    assertThat(taken.put(event.position(), TestEvents.text(event.event())))
                            .isNull();
                }
                if (!events.isEmpty()) {
                    cursor.acknowledge(events.get(events.size() - 1).position());
                }
            }
        }
        check(putters, taken);
        assertThat(journal.depthEvents()).isZero();
    }
}
