package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.event;
import static dev.headgate.channel.journal.TestEvents.events;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.take;
import static dev.headgate.channel.journal.TestEvents.takeTexts;
import static dev.headgate.channel.journal.TestEvents.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JournalFailureTest extends JournalFixture {

    @Test
    void aFailedSyncRefusesEverythingUntilItIsOpenedAgain() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        disk.failSyncs(true);
        assertThatThrownBy(() -> put(journal, event("b"))).isInstanceOf(IOException.class);
        disk.failSyncs(false);

        assertThatThrownBy(() -> put(journal, event("c")))
                .hasMessageContaining("Input/output error")
                .hasMessageContaining("restart the agent");
        List<StoredEvent> taken = take(journal, 1);
        assertThatThrownBy(() -> journal.queue().acknowledge(taken)).hasMessageContaining("restart the agent");

        Journal again = stopAndOpen(journal);
        assertThat(drain(again)).startsWith("a").doesNotContain("c");
        assertThat(put(again, event("d"))).isEqualTo(1);
    }

    @Test
    void aFailedSyncWakesThoseWhoWait() throws Exception {
        settings = settings.capacity(3).keepAlive(Duration.ofMinutes(5));
        Journal journal = open();
        put(journal, events(0, 2));
        Future<Integer> waitsForRoom = others.submit(() -> put(journal, events(0, 2)));
        Future<StoredEvent> waitsForEvent = others.submit(() -> {
            take(journal, 2);
            return journal.queue().take(Duration.ofMinutes(5));
        });
        await().until(() -> journal.queue().outCount() == 2);
        disk.failSyncs(true);
        assertThatThrownBy(() -> put(journal, event("b"))).isInstanceOf(IOException.class);

        await().atMost(Duration.ofSeconds(20)).until(() -> waitsForRoom.isDone() && waitsForEvent.isDone());
        assertThatThrownBy(waitsForRoom::get).hasMessageContaining("Input/output error");
    }

    @Test
    void stoppingWakesThoseWhoWaitAndKeepsWhatWasConfirmed() throws Exception {
        settings = settings.capacity(2).keepAlive(Duration.ofMinutes(5));
        Journal journal = open();
        put(journal, events(0, 2));
        Future<Integer> waitsForRoom = others.submit(() -> put(journal, event("late")));
        Future<StoredEvent> waitsForEvent = others.submit(() -> {
            take(journal, 2);
            return journal.queue().take(Duration.ofMinutes(5));
        });
        await().until(() -> journal.queue().outCount() == 2);
        journal.close();

        await().atMost(Duration.ofSeconds(20)).until(() -> waitsForRoom.isDone() && waitsForEvent.isDone());
        assertThatThrownBy(waitsForRoom::get).hasMessageContaining("is closed");
        assertThat(waitsForEvent.get()).isNull();
        assertThat(drain(open())).isEqualTo(texts(0, 2));
    }

    @Test
    void stoppingInTheMiddleOfCommitsLosesNoneThatReturned() throws Exception {
        Journal journal = open();
        List<String> confirmed = new ArrayList<>();
        Future<?> putting = others.submit(() -> {
            for (int id = 0; ; id++) {
                put(journal, event("e" + id));
                confirmed.add("e" + id);
            }
        });
        await().until(() -> metrics.syncs() > 50);
        journal.close();
        assertThatThrownBy(putting::get).hasMessageContaining("is closed");

        assertThat(drain(open())).isEqualTo(confirmed);
    }

    @Test
    void anInterruptDoesNotUndoACommit() throws Exception {
        Journal journal = open();
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.hook((operation, file) -> {
            if (operation.equals("sync")) {
                syncing.countDown();
                await().until(() -> goOn.getCount() == 0);
            }
        });
        Thread[] putter = new Thread[1];
        Future<Boolean> put = others.submit(() -> {
            putter[0] = Thread.currentThread();
            put(journal, event("a"));
            return Thread.interrupted();
        });
        assertThat(syncing.await(20, TimeUnit.SECONDS)).isTrue();
        putter[0].interrupt();
        goOn.countDown();

        assertThat(put.get()).as("interrupt is kept").isTrue();
        assertThat(drain(journal)).containsExactly("a");
    }

    @Test
    void aTakerThatIsInterruptedWhileItWaitsTakesNothing() throws Exception {
        Journal journal = open();
        Thread[] taker = new Thread[1];
        CountDownLatch waits = new CountDownLatch(1);
        Future<StoredEvent> take = others.submit(() -> {
            taker[0] = Thread.currentThread();
            waits.countDown();
            return journal.queue().take(Duration.ofMinutes(5));
        });
        assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
        taker[0].interrupt();

        assertThatThrownBy(take::get).hasCauseInstanceOf(InterruptedException.class);
        put(journal, event("a"));
        assertThat(drain(journal)).containsExactly("a");
    }

    @Test
    void closingIsNotCutShortByAnInterrupt() throws Exception {
        Journal journal = open();
        put(journal, event("a"));
        Thread.currentThread().interrupt();
        journal.close();
        assertThat(Thread.interrupted()).isTrue();

        assertThatThrownBy(() -> put(journal, event("b"))).hasMessageContaining("is closed");
        assertThat(drain(open())).containsExactly("a");
    }

    @Test
    void aSegmentThatCannotBeNamedStopsPuts() throws Exception {
        Journal journal = open();
        put(journal, sized("a", 60_000));
        disk.hook((operation, file) -> {
            if (operation.equals("rename")) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> put(journal, sized("b", 60_000))).hasMessageContaining("Input/output error");
        disk.hook((operation, file) -> {});
        assertThatThrownBy(() -> put(journal, event("c"))).hasMessageContaining("restart the agent");

        Journal again = stopAndOpen(journal);
        put(again, event("d"));
        assertThat(drain(again)).containsExactly("a", "d");
    }

    @Test
    void aStartThatFailsLetsGoOfTheFolders() throws Exception {
        disk.failSyncs(true);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(this::open).hasMessageContaining("Input/output error");
        }
        disk.failSyncs(false);
        Journal journal = open();
        put(journal, event("a"));

        assertThat(disk.segments()).hasSize(1);
        assertThat(drain(journal)).containsExactly("a");
    }

    @Test
    void capacityInBytesIsKept() throws Exception {
        settings = settings.capacityBytes(10_000);
        Journal journal = open();
        put(journal, sized("a", 6000));

        assertThatThrownBy(() -> put(journal, sized("b", 6000)))
                .isInstanceOf(JournalFullException.class)
                .hasMessageContaining("or 10000 bytes");
        put(journal, sized("c", 3000));
        assertThat(takeTexts(journal, 1)).containsExactly("a");
        put(journal, sized("d", 6000));
        assertThat(journal.depthBytes()).isBetween(9000L, 10_000L);
    }

    @Test
    void syncsNowAndThenWhereThatIsWanted() throws Exception {
        settings = settings.syncEvery(Duration.ofHours(1));
        Journal journal = open();
        put(journal, event("first is synced at once, as the last sync is long ago"));
        long syncs = metrics.syncs();
        for (int id = 0; id < 50; id++) {
            put(journal, sized("e" + id, 5000));
        }
        assertThat(metrics.syncs()).isEqualTo(syncs);
        assertThat(takeTexts(journal, 3)).hasSize(3);

        Journal again = killAndOpen(journal);
        assertThat(drain(again)).hasSize(48).endsWith("e49");
        put(again, event("z"));
        again.close();
        FakeDisk stopped = disk;
        for (int cut = 0; cut < 8; cut++) {
            disk = stopped.afterPowerCut();
            Journal left = open();
            assertThat(drain(left)).as("a clean stop syncs").containsExactly("z");
            left.close();
        }
    }

    @Test
    void countsAllCommitsThatASyncCovers() throws Exception {
        settings = settings.syncEvery(Duration.ofHours(1));
        Journal journal = open();
        for (int id = 0; id < 50; id++) {
            put(journal, event("e" + id));
        }
        journal.close();

        // The last one is that of the stop.
        assertThat(metrics.syncedCommits()).isEqualTo(51);
    }

    @Test
    void afterAPowerCutAnIntervalIsLostFromItsBeginning() throws Exception {
        for (int run = 0; run < 20; run++) {
            disk = new FakeDisk(new java.util.Random(run));
            settings = TestSettings.in(folder.resolve("run" + run)).syncEvery(Duration.ofHours(1));
            Journal journal = open();
            for (int id = 0; id < 60; id++) {
                put(journal, sized("e" + id, 3000));
            }
            Journal again = cutAndOpen(journal);
            List<String> left = drain(again);

            assertThat(left).isEqualTo(texts(0, left.size()));
            assertThat(metrics.quarantined()).isZero();
        }
    }
}
