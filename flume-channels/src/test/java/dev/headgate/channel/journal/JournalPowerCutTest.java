package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;

/**
 * Cuts the power in the middle of every operation that a scenario asks of the disk, often once more while the journal
 * starts again, and looks whether everything is there that was confirmed.
 */
class JournalPowerCutTest extends JournalFixture {
    private static final String FEEDER = "f";

    @Test
    void keepsWhatWasConfirmedWhereverPowerIsCut() {
        Seeds.runFor(Duration.ofSeconds(6), seed -> {
            int cut = 1;
            while (new Scenario(seed, cut).runAndCheck()) {
                cut++;
            }
            assertThat(cut).as("operations of a scenario").isGreaterThan(30);
        });
    }

    @Test
    void keepsWhatWasConfirmedToManyThreads() {
        Seeds.runFor(Duration.ofSeconds(4), this::cutWhileManyPut);
    }

    private void cutWhileManyPut(long seed) throws Exception {
        Random random = new Random(seed);
        disk = new FakeDisk(random);
        settings = TestSettings.in(folder);
        disk.cutAt(10 + random.nextInt(40));
        Map<String, Future<Integer>> confirmed = new HashMap<>();
        try (Journal journal = open()) {
            for (int thread = 0; thread < 6; thread++) {
                String feeder = FEEDER + thread;
                confirmed.put(feeder, others.submit(() -> putUntilCut(journal, feeder)));
            }
            for (Future<Integer> putter : confirmed.values()) {
                putter.get();
            }
        }
        disk = disk.afterPowerCut();
        try (Journal journal = open()) {
            Map<String, Long> next = new HashMap<>();
            for (String text : TestEvents.drain(journal)) {
                String feeder = text.substring(0, text.indexOf(':'));
                assertThat(text).isEqualTo(feeder + ":" + next.getOrDefault(feeder, 0L));
                next.merge(feeder, 1L, (before, one) -> before + one);
            }
            for (Map.Entry<String, Future<Integer>> putter : confirmed.entrySet()) {
                long delivered = next.getOrDefault(putter.getKey(), 0L);
                assertThat(delivered).isGreaterThanOrEqualTo(putter.getValue().get());
                assertThat(journal.progressOf(putter.getKey()).orElse(-1)).isEqualTo(delivered - 1);
            }
            assertThat(metrics.quarantined()).isZero();
        }
    }

    /** Returns how many events were confirmed. */
    private static int putUntilCut(Journal journal, String feeder) throws InterruptedException {
        for (int position = 0; ; position++) {
            try {
                TestEvents.put(journal, TestEvents.fed(feeder, position, feeder + ":" + position + " ".repeat(20_000)));
            } catch (IOException | JournalFullException cut) {
                return position;
            }
        }
    }

    private final class Scenario {
        private final Random random;
        private final String what;

        /** Ids of events: as they were put, their position in their feeder too. */
        private final List<Integer> confirmed = new ArrayList<>();

        private final Set<Integer> tried = new HashSet<>();
        private final Set<Integer> taken = new HashSet<>();
        private final Set<Integer> perhapsTaken = new HashSet<>();
        private int nextId;
        private long highestPosition;
        private long told = -1;

        Scenario(long seed, int cut) {
            random = new Random(seed);
            what = "cut in operation " + cut;
            disk = new FakeDisk(new Random(seed * 31 + cut));
            if (seed % 2 == 0) {
                disk.usable(6L * (64 << 10));
            }
            disk.cutAt(cut);
        }

        /** Whether power was cut before the scenario ended. */
        boolean runAndCheck() throws Exception {
            settings = TestSettings.in(folder);
            try (Journal journal = open()) {
                for (int step = 0; step < 60; step++) {
                    step(journal);
                }
            } catch (IOException | JournalFullException cut) {
                assertThat(disk.isOff()).as(what).isTrue();
            }
            boolean wasCut = disk.isOff();
            // A process that is only killed leaves what another one can read and a power cut takes away.
            disk = random.nextBoolean() ? disk.afterPowerCut() : disk.afterKill();
            cutWhileStarting();
            check();
            return wasCut;
        }

        private void step(Journal journal) throws Exception {
            int kind = random.nextInt(5);
            if (kind < 3) {
                put(journal);
            } else if (kind == 3) {
                List<StoredEvent> events = TestEvents.take(journal, 1 + random.nextInt(8));
                Set<Integer> ids = ids(events);
                perhapsTaken.addAll(ids);
                journal.queue().acknowledge(events);
                perhapsTaken.removeAll(ids);
                taken.addAll(ids);
                events.forEach(event -> highestPosition = Math.max(highestPosition, event.position()));
            } else {
                journal.queue().giveBack(TestEvents.take(journal, 3));
            }
        }

        private void put(Journal journal) throws Exception {
            List<Event> events = new ArrayList<>();
            List<Integer> ids = new ArrayList<>();
            int size = random.nextInt(3) == 0 ? 20_000 : 300;
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                ids.add(nextId);
                events.add(event(nextId++, random.nextInt(size)));
            }
            tried.addAll(ids);
            try {
                TestEvents.put(journal, events);
                confirmed.addAll(ids);
            } catch (JournalFullException full) {
                if (disk.isOff()) {
                    throw full;
                }
                ids.forEach(tried::remove);
                nextId = ids.get(0);
            }
        }

        private Event event(int id, int padding) {
            return TestEvents.fed(FEEDER, id, id + " ".repeat(padding));
        }

        private Set<Integer> ids(List<StoredEvent> events) {
            Set<Integer> ids = new TreeSet<>();
            TestEvents.texts(events).forEach(text -> ids.add(Integer.valueOf(text)));
            return ids;
        }

        private void cutWhileStarting() {
            for (int again = random.nextInt(3); again > 0; again--) {
                disk.cutAt(1 + random.nextInt(6));
                try (Journal started = open()) {
                    told = Math.max(told, started.progressOf(FEEDER).orElse(-1));
                } catch (IOException cut) {
                    assertThat(disk.isOff()).as(what).isTrue();
                }
                disk = disk.afterPowerCut();
            }
        }

        private void check() throws Exception {
            try (Journal journal = open()) {
                long progress = journal.progressOf(FEEDER).orElse(-1);
                assertThat(progress).as("progress that was told, %s", what).isGreaterThanOrEqualTo(told);
                List<StoredEvent> left = TestEvents.take(journal, Integer.MAX_VALUE);
                journal.queue().acknowledge(left);
                List<String> texts = TestEvents.texts(left);
                Set<Integer> ids = ids(left);
                assertThat(texts).as(what).hasSize(ids.size());
                assertThat(texts)
                        .as(what)
                        .containsExactlyElementsOf(
                                ids.stream().map(String::valueOf).toList());
                assertThat(ids).as("taken for good, " + what).noneMatch(taken::contains);
                assertThat(tried).as(what).containsAll(ids);
                for (int id : confirmed) {
                    assertThat((long) id).as("progress, " + what).isLessThanOrEqualTo(progress);
                }
                for (int id = 0; id <= progress; id++) {
                    assertThat(ids.contains(id) || taken.contains(id) || perhapsTaken.contains(id))
                            .as("event %d with progress %d, %s", id, progress, what)
                            .isTrue();
                }
                assertThat(metrics.quarantined()).as(what).isZero();
                sendAgain(journal, progress);
            }
        }

        private void sendAgain(Journal journal, long progress) throws Exception {
            List<Event> all = new ArrayList<>();
            List<String> missing = new ArrayList<>();
            for (int id = 0; id <= nextId; id++) {
                all.add(event(id, 100));
                if (id > progress) {
                    missing.add(Integer.toString(id));
                }
            }
            TestEvents.put(journal, all);
            List<StoredEvent> fresh = TestEvents.take(journal, Integer.MAX_VALUE);
            assertThat(TestEvents.texts(fresh)).as(what).isEqualTo(missing);
            assertThat(fresh.get(0).position()).as(what).isGreaterThan(highestPosition);
        }
    }
}
