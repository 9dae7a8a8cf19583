package dev.headgate.channel.journal;

import static dev.headgate.channel.journal.TestEvents.drain;
import static dev.headgate.channel.journal.TestEvents.events;
import static dev.headgate.channel.journal.TestEvents.put;
import static dev.headgate.channel.journal.TestEvents.sized;
import static dev.headgate.channel.journal.TestEvents.take;
import static dev.headgate.channel.journal.TestEvents.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JournalCursorTest extends JournalFixture {

    private static List<String> next(EventCursor cursor, int most) throws IOException, InterruptedException {
        return cursor.next(most, Duration.ZERO).stream()
                .map(positioned -> TestEvents.text(positioned.event()))
                .toList();
    }

    @Test
    void readsInOrderAndAcknowledgesUpToAPosition() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        EventCursor cursor = journal.openCursor("hdfs");

        List<PositionedEvent> first = cursor.next(4, Duration.ZERO);
        assertThat(first).extracting(PositionedEvent::position).containsExactly(1L, 2L, 3L, 4L);
        assertThat(next(cursor, 4)).isEqualTo(texts(4, 8));
        cursor.acknowledge(3);
        assertThat(journal.depthEvents()).isEqualTo(7);
        cursor.acknowledge(6);

        assertThat(drain(killAndOpen(journal))).isEqualTo(texts(6, 10));
    }

    @Test
    void acknowledgesNothingThatWasNotRead() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        EventCursor cursor = journal.openCursor("hdfs");
        cursor.next(5, Duration.ZERO);

        assertThatThrownBy(() -> cursor.acknowledge(6)).isInstanceOf(IllegalArgumentException.class);
        assertThat(journal.depthEvents()).isEqualTo(10);
        cursor.acknowledge(5);
        cursor.acknowledge(5);
        cursor.acknowledge(2);
        assertThat(journal.depthEvents()).isEqualTo(5);
    }

    @Test
    void namesTheReaderToAnotherOne() throws Exception {
        Journal journal = open();
        EventCursor cursor = journal.openCursor("hdfs");

        assertThatThrownBy(() -> journal.openCursor("kafka"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'kafka'")
                .hasMessageContaining("'hdfs' reads it already");

        cursor.close();
        journal.openCursor("kafka").close();
    }

    @Test
    void givesBackWhenItIsClosed() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        EventCursor cursor = journal.openCursor("hdfs");
        cursor.next(5, Duration.ZERO);
        cursor.acknowledge(2);
        cursor.close();
        cursor.close();

        assertThatThrownBy(() -> cursor.next(1, Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cursor.acknowledge(3)).isInstanceOf(IllegalStateException.class);
        assertThat(next(journal.openCursor("hdfs"), 100)).isEqualTo(texts(2, 10));
    }

    @Test
    void readsFromTheLogAgainWhatWasNotAcknowledged() throws Exception {
        Journal journal = open();
        for (int id = 0; id < 40; id++) {
            put(journal, sized("e" + id, 10_000));
        }
        long each = journal.depthBytes() / 40;
        EventCursor cursor = journal.openCursor("hdfs");
        assertThat(next(cursor, 30)).isEqualTo(texts(0, 30));
        assertThat(next(cursor, 30)).isEqualTo(texts(30, 40));
        cursor.acknowledge(17);
        assertThat(journal.depthBytes()).isEqualTo(23 * each);
        cursor.close();

        EventCursor second = journal.openCursor("hdfs");
        assertThat(next(second, 100)).isEqualTo(texts(17, 40));
        second.acknowledge(40);
        assertThat(journal.depthBytes()).isZero();
        assertThat(drain(killAndOpen(journal))).isEmpty();
    }

    @Test
    void leavesToTransactionsWhatItDidNotAcknowledge() throws Exception {
        Journal journal = open();
        put(journal, events(0, 10));
        EventCursor cursor = journal.openCursor("hdfs");
        next(cursor, 7);
        cursor.acknowledge(3);
        assertThat(take(journal, 1)).isEmpty();
        cursor.close();

        assertThat(drain(journal)).isEqualTo(texts(3, 10));
    }

    @Test
    void readsInOrderWhatATransactionGaveBack() throws Exception {
        Journal journal = open();
        put(journal, events(0, 6));
        List<StoredEvent> held = take(journal, 4);
        journal.queue().acknowledge(held.subList(1, 2));
        journal.queue().giveBack(List.of(held.get(3), held.get(0), held.get(2)));

        assertThat(next(journal.openCursor("hdfs"), 100)).containsExactly("e0", "e2", "e3", "e4", "e5");
    }

    @Test
    void givesFewerEventsAtOnceWhereTheyAreLarge() throws Exception {
        Journal journal = open();
        for (int id = 0; id < 12; id++) {
            put(journal, sized("e" + id, 1 << 20));
        }
        EventCursor cursor = journal.openCursor("hdfs");

        assertThat(next(cursor, 100)).isEqualTo(texts(0, 4));
        assertThat(next(cursor, 100)).isEqualTo(texts(4, 8));
    }

    @Test
    void asksForAnAcknowledgementBeforeTheChannelIsFull() throws Exception {
        settings = settings.capacity(100);
        Journal journal = open();
        put(journal, events(0, 50));
        EventCursor cursor = journal.openCursor("hdfs");

        next(cursor, 24);
        assertThat(cursor.isCrowding()).isFalse();
        next(cursor, 1);
        assertThat(cursor.isCrowding()).isTrue();
        cursor.acknowledge(10);
        assertThat(cursor.isCrowding()).isFalse();
    }

    @Test
    void asksForAnAcknowledgementBeforeItsBytesFillTheChannel() throws Exception {
        settings = settings.capacityBytes(100_000);
        Journal journal = open();
        put(journal, sized("e0", 20_000), sized("e1", 20_000));
        EventCursor cursor = journal.openCursor("hdfs");

        next(cursor, 1);
        assertThat(cursor.isCrowding()).isFalse();
        next(cursor, 1);
        assertThat(cursor.isCrowding()).isTrue();
    }

    @Test
    void isNotOpenedWhileATransactionHoldsEvents() throws Exception {
        Journal journal = open();
        put(journal, events(0, 3));
        List<StoredEvent> held = take(journal, 2);

        assertThatThrownBy(() -> journal.openCursor("hdfs"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a transaction holds 2 of its events");

        journal.queue().giveBack(held);
        assertThat(next(journal.openCursor("hdfs"), 100)).isEqualTo(texts(0, 3));
    }

    @Test
    void anErrorWhileReadingLosesNoEvent() throws Exception {
        Journal journal = open();
        for (int id = 0; id < 12; id++) {
            put(journal, sized("e" + id, 30_000));
        }
        EventCursor cursor = journal.openCursor("hdfs");
        disk.hook((operation, file) -> {
            if (operation.equals("read") && SegmentName.of(file).orElseThrow().number() == 3) {
                throw new IOException("Input/output error");
            }
        });
        assertThatThrownBy(() -> cursor.next(100, Duration.ZERO)).hasMessageContaining("Input/output error");
        disk.hook((operation, file) -> {});

        assertThat(next(cursor, 100)).isEqualTo(texts(0, 12));
    }

    @Test
    void waitsForAnEvent() throws Exception {
        Journal journal = open();
        EventCursor cursor = journal.openCursor("hdfs");
        Future<List<PositionedEvent>> waiting = others.submit(() -> cursor.next(10, Duration.ofSeconds(30)));
        put(journal, events(0, 1));

        assertThat(waiting.get()).hasSize(1);
        assertThat(cursor.next(10, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aWaitingTakerGetsWhatAnotherGivesBack() throws Exception {
        Journal journal = open();
        put(journal, events(0, 1));
        List<StoredEvent> held = take(journal, 1);
        Future<StoredEvent> waiting = others.submit(() -> journal.queue().take(Duration.ofSeconds(60)));
        await().until(() -> !waiting.isDone());
        journal.queue().giveBack(held);

        await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting.get().position()).isEqualTo(1);
    }
}
