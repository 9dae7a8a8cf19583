package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;

/** A journal and a plain queue are asked the same at random, and must answer the same. */
class JournalModelTest extends JournalFixture {
    private static final int CAPACITY = 60;

    @Test
    void behavesLikeAQueueThatRemembersProgress() {
        Seeds.runFor(Duration.ofSeconds(8), seed -> new Comparison(new Random(seed)).run());
    }

    private final class Comparison {
        private final Random random;
        private Journal journal;
        private int nextId;

        // The model: queued by order, open transactions, progress.
        private final TreeMap<Long, String> queued = new TreeMap<>();
        private long order;
        private final List<TreeMap<Long, String>> open = new ArrayList<>();
        private final Map<String, Long> progress = new HashMap<>();

        private final List<List<StoredEvent>> openTakes = new ArrayList<>();

        Comparison(Random random) throws IOException {
            this.random = random;
            disk = new FakeDisk(random);
            settings = TestSettings.in(folder).capacity(CAPACITY);
            journal = JournalModelTest.this.open();
        }

        void run() throws Exception {
            for (int step = 0; step < 150; step++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> put();
                    case 3, 4, 5 -> take();
                    case 6, 7 -> commit();
                    case 8 -> rollback();
                    default -> restartNowAndThen();
                }
                compare();
            }
            restart();
            assertThat(TestEvents.drain(journal)).containsExactlyElementsOf(queued.values());
            journal.close();
        }

        private void put() throws Exception {
            List<Event> events = new ArrayList<>();
            TreeMap<Long, String> stored = new TreeMap<>();
            Map<String, Long> fresh = new HashMap<>();
            for (int left = random.nextInt(12); left >= 0; left--) {
                String text = "e" + nextId++;
                String feeder = random.nextBoolean() ? null : "f" + random.nextInt(3);
                long position = random.nextInt(100);
                Event event = feeder == null ? TestEvents.event(text) : TestEvents.fed(feeder, position, text);
                event.getHeaders().put("padding", "x".repeat(random.nextInt(3000)));
                events.add(event);
                if (feeder == null || position > progress.getOrDefault(feeder, -1L)) {
                    stored.put(order + stored.size(), text);
                    if (feeder != null) {
                        fresh.merge(feeder, position, Math::max);
                    }
                }
            }
            boolean fits = stored.isEmpty() || depth() + stored.size() <= CAPACITY;
            assertThat(putFits(events, stored.size())).isEqualTo(fits);
            if (fits) {
                queued.putAll(stored);
                order += stored.size();
                progress.putAll(fresh);
            }
        }

        private boolean putFits(List<Event> events, int expected) throws Exception {
            try {
                assertThat(TestEvents.put(journal, events)).isEqualTo(expected);
                return true;
            } catch (JournalFullException full) {
                return false;
            }
        }

        private void take() throws Exception {
            int most = 1 + random.nextInt(15);
            List<StoredEvent> taken = TestEvents.take(journal, most);
            TreeMap<Long, String> expected = new TreeMap<>();
            while (expected.size() < most && !queued.isEmpty()) {
                Map.Entry<Long, String> first = queued.pollFirstEntry();
                expected.put(first.getKey(), first.getValue());
            }
            assertThat(TestEvents.texts(taken)).containsExactlyElementsOf(expected.values());
            openTakes.add(taken);
            open.add(expected);
        }

        private void commit() throws IOException {
            if (!open.isEmpty()) {
                int which = random.nextInt(open.size());
                open.remove(which);
                journal.queue().acknowledge(openTakes.remove(which));
            }
        }

        private void rollback() {
            if (!open.isEmpty()) {
                int which = random.nextInt(open.size());
                queued.putAll(open.remove(which));
                journal.queue().giveBack(openTakes.remove(which));
            }
        }

        private void restartNowAndThen() throws IOException {
            if (random.nextInt(3) == 0) {
                restart();
            }
        }

        private void restart() throws IOException {
            journal = switch (random.nextInt(3)) {
                case 0 -> killAndOpen(journal);
                case 1 -> cutAndOpen(journal);
                default -> stopAndOpen(journal);
            };
            open.forEach(queued::putAll);
            open.clear();
            openTakes.clear();
        }

        private int depth() {
            return queued.size() + open.stream().mapToInt(TreeMap::size).sum();
        }

        private void compare() {
            assertThat(journal.depthEvents()).isEqualTo(depth());
            assertThat(journal.depthBytes() == 0).isEqualTo(depth() == 0);
            for (int feeder = 0; feeder < 3; feeder++) {
                assertThat(journal.progressOf("f" + feeder).orElse(-1))
                        .isEqualTo(progress.getOrDefault("f" + feeder, -1L));
            }
            assertThat(metrics.quarantined()).isZero();
        }
    }
}
