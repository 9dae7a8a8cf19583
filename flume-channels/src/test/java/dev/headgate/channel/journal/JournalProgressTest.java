package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.fed;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.takeTexts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flume.Event;
import org.junit.jupiter.api.Test;

class JournalProgressTest extends JournalFixture {

    @Test
    void dropsAndCountsWhatIsStoredAlready() throws Exception {
        Journal journal = open();
        assertThat(journal.progressOf("f")).isEmpty();
        put(journal, fed("f", 3), fed("g", 8));

        assertThat(put(journal, fed("f", 2), fed("f", 3), fed("f", 4), fed("g", 7), event("free")))
                .isEqualTo(2);

        assertThat(journal.progressOf("f")).hasValue(4);
        assertThat(journal.progressOf("g")).hasValue(8);
        assertThat(metrics.repeats()).isEqualTo(3);
        assertThat(drain(journal)).containsExactly("f:3", "g:8", "f:4", "free");
    }

    @Test
    void onePositionMayBeSeveralEventsOfATransaction() throws Exception {
        Journal journal = open();
        Event[] events = {fed("f", 5, "a"), fed("f", 5, "b"), fed("f", 5, "c")};

        assertThat(put(journal, events)).isEqualTo(3);
        assertThat(put(journal, events)).isZero();
        assertThat(drain(journal)).containsExactly("a", "b", "c");
    }

    @Test
    void progressStaysWhenItsEventsAreGone() throws Exception {
        Journal journal = open();
        put(journal, fed("f", 0));
        drain(journal);
        journal = cutAndOpen(stopAndOpen(journal));

        assertThat(journal.progressOf("f")).hasValue(0);
        assertThat(put(journal, fed("f", 0))).isZero();
    }

    @Test
    void ofRacingTransactionsWithEqualPositionsOneIsStored() throws Exception {
        Journal journal = open();
        int senders = 4;
        int rounds = 200;
        CyclicBarrier together = new CyclicBarrier(senders);
        List<Future<Integer>> stored = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            stored.add(others.submit(() -> {
                int sum = 0;
                for (int round = 0; round < rounds; round++) {
                    together.await(10, TimeUnit.SECONDS);
                    sum += put(journal, fed("f", 2L * round), fed("f", 2L * round + 1));
                }
                return sum;
            }));
        }
        int sum = 0;
        for (Future<Integer> sender : stored) {
            sum += sender.get();
        }

        assertThat(sum).isEqualTo(2 * rounds);
        List<String> expected = new ArrayList<>();
        for (int position = 0; position < 2 * rounds; position++) {
            expected.add("f:" + position);
        }
        assertThat(drain(journal)).isEqualTo(expected);
    }

    @Test
    void aRepeatIsNotConfirmedBeforeTheOriginalIsOnDisk() throws Exception {
        Journal journal = open();
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.hook((operation, file) -> {
            if (operation.equals("sync")) {
                syncing.countDown();
                waitFor(goOn);
            }
        });
        Future<Integer> original = others.submit(() -> put(journal, fed("f", 1)));
        waitFor(syncing);

        Future<Integer> repeat = others.submit(() -> put(journal, fed("f", 1)));
        await().until(() -> metrics.repeats() == 1);
        assertThat(repeat).isNotDone();
        assertThat(original).isNotDone();
        goOn.countDown();

        assertThat(original.get()).isEqualTo(1);
        assertThat(repeat.get()).isZero();
    }

    @Test
    void waitsForRoomWithoutLosingEventsThatAreNoRepeats() throws Exception {
        settings = settings.capacity(40).keepAlive(Duration.ofSeconds(20));
        Journal journal = open();
        for (int position = 0; position < 10; position++) {
            put(journal, fed("f", position));
        }
        List<Event> mixed = new ArrayList<>();
        for (int position = 0; position < 10; position++) {
            mixed.add(fed("f", position));
        }
        mixed.addAll(TestEvents.events(0, 35));
        Future<Integer> waiting = others.submit(() -> put(journal, mixed));
        await().until(() -> metrics.repeats() == 0 && !waiting.isDone());
        for (int taken = 0; taken < 5; taken++) {
            takeTexts(journal, 1);
        }

        assertThat(waiting.get()).isEqualTo(35);
        assertThat(drain(journal)).hasSize(40).endsWith("e33", "e34");
    }

    @Test
    void whatDidNotFitMakesNoProgress() throws Exception {
        settings = settings.capacity(1);
        Journal journal = open();
        put(journal, fed("f", 0));

        assertThatThrownBy(() -> put(journal, fed("f", 0), fed("f", 1)))
                .isInstanceOf(JournalFullException.class)
                .hasMessageContaining("capacity of 1 events");

        assertThat(journal.progressOf("f")).hasValue(0);
        drain(journal);
        assertThat(put(journal, fed("f", 0), fed("f", 1))).isEqualTo(1);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
