package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.flume.Channel;
import org.apache.flume.Event;
import org.apache.flume.Sink.Status;
import org.apache.flume.channel.MemoryChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final FakeJournal journal = new FakeJournal();
    private final FakeWriter writer = new FakeWriter();
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private final DeliveryCounter counter = new DeliveryCounter("out");

    @Test
    void publishesBatchesWithTheirRangeAndAcknowledgesThem() {
        put(5);

        turns(delivery(3), 2);

        assertThat(writer.published)
                .containsExactly(new PositionRange("journal-1", 0, 2), new PositionRange("journal-1", 3, 4));
        assertThat(writer.landed).containsExactly("0", "1", "2", "3", "4");
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void doesNotBackOffWhereTheCursorHasWaited() {
        assertThat(delivery(3).turn()).isEqualTo(Status.READY);
        assertThat(writer.opened).isEqualTo(1);
    }

    @Test
    void endsABatchAtItsBytes() {
        put(1000);

        turns(delivery(journal, new BatchLimits(1000, DataSize.ofBytes(300), Duration.ZERO)), 1);

        assertThat(writer.landed).hasSizeBetween(100, 300);
    }

    @Test
    void opensAgainAndTakesABatchAgainAfterEachFailure() {
        put(3);
        Delivery delivery = delivery(3);
        for (String step : List.of("open", "write", "confirm", "publish")) {
            writer.failing = step;
            assertThat(delivery.turn()).as(step).isEqualTo(Status.BACKOFF);
            assertThat(journal.waiting()).as(step).isEqualTo(3);
        }
        writer.failing = "";

        assertThat(delivery.turn()).isEqualTo(Status.READY);
        turns(delivery, 2);
        assertThat(journal.waiting()).isZero();
        assertThat(writer.landed).containsExactly("0", "1", "2");
        assertThat(writer.opened).isEqualTo(5);
        assertThat(counter.getFailedBatchCount()).isEqualTo(3);
        assertThat(counter.getConnectionFailedCount()).isEqualTo(1);
    }

    @Test
    void takesABatchAgainAtOnceAndAsLargeWhereTheWriterAsksForIt() {
        put(4);
        writer.asking = true;
        Delivery delivery = delivery(3);

        assertThat(delivery.turn()).isEqualTo(Status.READY);
        assertThat(journal.waiting()).isEqualTo(4);
        turns(delivery, 1);

        assertThat(writer.published).containsExactly(new PositionRange("journal-1", 0, 2));
        assertThat(counter.getFailedBatchCount()).isZero();
        assertThat(counter.getState()).isEqualTo("delivering");
    }

    @Test
    void acknowledgesWithoutWritingWhatTheStoreAlreadyHas() {
        put(5);
        writer.found = OptionalLong.of(2);

        turns(delivery(10), 1);

        assertThat(writer.landed).containsExactly("3", "4");
        assertThat(writer.published).containsExactly(new PositionRange("journal-1", 3, 4));
        assertThat(journal.waiting()).isZero();
        assertThat(counter.getAlreadyPublishedCount()).isEqualTo(3);
        assertThat(counter.getEventDrainSuccessCount()).isEqualTo(2);
    }

    @Test
    void publishesNothingWhereTheStoreHasAll() {
        put(3);
        writer.found = OptionalLong.of(2);

        turns(delivery(10), 1);

        assertThat(writer.published).isEmpty();
        assertThat(journal.waiting()).isZero();
    }

    @Test
    void keepsDeadLettersBeforeItPublishes() {
        put(3);
        writer.rejecting = "1";
        writer.failing = "publish";

        turns(delivery(3), 1);

        assertThat(deadLetters.kept).containsExactly("journal-1:1:no good");
        assertThat(journal.waiting()).isEqualTo(3);
    }

    @Test
    void goesOnBehindDeadLetters() {
        put(3);
        writer.rejecting = "1";

        turns(delivery(3), 1);

        assertThat(writer.landed).containsExactly("0", "2");
        assertThat(journal.waiting()).isZero();
        assertThat(counter.getRejectedCount()).isEqualTo(1);
        assertThat(counter.getEventDrainSuccessCount()).isEqualTo(2);
    }

    @Test
    void holdsTheBatchWhereDeadLettersCannotBeKept() {
        put(3);
        writer.rejecting = "1";
        deadLetters.full = true;

        turns(delivery(3), 1);

        assertThat(writer.published).isEmpty();
        assertThat(journal.waiting()).isEqualTo(3);
        assertThat(counter.getReason()).isEqualTo("full");
    }

    @Test
    void takesABatchAgainThatWasAnsweredInPart() {
        put(3);
        writer.unanswered = 1;

        turns(delivery(3), 1);

        assertThat(journal.waiting()).isEqualTo(3);
        assertThat(counter.getReason()).isEqualTo("the store answered for 2 of 3 events");
    }

    @Test
    void makesBatchesSmallerUntilTheyGetThrough() {
        put(100);
        Delivery delivery = delivery(40);
        writer.failing = "confirm";
        turns(delivery, 3);
        writer.failing = "";
        turns(delivery, 6);

        assertThat(writer.published)
                .extracting(range -> range.last() - range.first() + 1)
                .containsExactly(5L, 10L, 20L, 40L, 25L);
    }

    @Test
    void showsItsStateAndWhyItWaits() {
        Delivery delivery = delivery(3);
        assertThat(counter.getState()).isEqualTo("connecting");

        delivery.turn();
        assertThat(counter.getState()).isEqualTo("delivering");
        assertThat(counter.getDelivering()).isEqualTo(1);

        put(1);
        writer.failing = "write";
        delivery.turn();
        assertThat(counter.getState()).isEqualTo("waiting");
        assertThat(counter.getReason()).isEqualTo("write failed");
        assertThat(counter.getWaiting()).isEqualTo(1);
        assertThat(counter.getDelivering()).isZero();
    }

    @Test
    void givesBackAndThrowsAnErrorOn() {
        put(3);
        writer.error = true;

        assertThatThrownBy(() -> delivery(3).turn()).isInstanceOf(OutOfMemoryError.class);
        assertThat(journal.waiting()).isEqualTo(3);
        assertThat(journal.openCursor("another")).isNotNull();
    }

    @Test
    void closesEverythingWhenItStops() {
        put(1);
        Delivery delivery = delivery(3);
        delivery.turn();

        delivery.stop();

        assertThat(writer.closed).isEqualTo(1);
        assertThat(deadLetters.closed).isTrue();
        assertThat(journal.openCursor("another")).isNotNull();
    }

    @Test
    void readsAnyOtherChannelByTransactions() {
        MemoryChannel channel = SinkRun.channel();
        SinkRun.put(channel, events(4));
        Delivery delivery = delivery(channel, limits(3));
        writer.failing = "confirm";
        turns(delivery, 1);
        assertThat(SinkRun.waiting(channel)).isEqualTo(4);

        writer.failing = "";
        assertThat(List.of(delivery.turn(), delivery.turn(), delivery.turn()))
                .containsExactly(Status.READY, Status.READY, Status.BACKOFF);
        assertThat(writer.landed).containsExactly("0", "1", "2", "3");
        assertThat(writer.published).isEmpty();
        assertThat(SinkRun.waiting(channel)).isZero();
    }

    @Test
    void takesNoMoreInATransactionThanTheChannelGives() {
        MemoryChannel channel = SinkRun.channel();
        SinkRun.put(channel, events(9_000));
        SinkRun.put(channel, events(9_000));

        turns(delivery(channel, limits(18_000)), 1);

        assertThat(writer.landed).hasSize(10_000);
    }

    /** The size of those before tells nothing of those behind. */
    @Test
    void takesNotMuchMoreThanItsBytesFromAPlainChannelWhereLargeEventsComeBehindSmallOnes() {
        MemoryChannel channel = SinkRun.channel();
        SinkRun.put(channel, events(100));
        SinkRun.put(channel, Collections.nCopies(100, SinkRun.event("x".repeat(1 << 20), Map.of())));

        turns(delivery(channel, limits(1000)), 1);

        assertThat(writer.landed).hasSize(104);
    }

    private Delivery delivery(int batchEvents) {
        return delivery(journal, limits(batchEvents));
    }

    private Delivery delivery(Channel channel, BatchLimits limits) {
        return new Delivery(
                "out", channel, new Delivery.Destination(writer, deadLetters, limits), counter, Clock.systemUTC());
    }

    private static BatchLimits limits(int events) {
        return new BatchLimits(events, DataSize.ofMegabytes(1), Duration.ZERO);
    }

    private static void turns(Delivery delivery, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            delivery.turn();
        }
    }

    private void put(int count) {
        events(count).forEach(journal::put);
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> SinkRun.event(String.valueOf(i), Map.of()))
                .toList();
    }

    private static final class FakeWriter implements PositionedWriter {
        final List<PositionRange> published = new ArrayList<>();
        final List<String> landed = new ArrayList<>();
        final List<PositionedEvent> batch = new ArrayList<>();
        OptionalLong found = OptionalLong.empty();
        String failing = "";
        String rejecting = "";
        boolean asking;
        boolean error;
        boolean transactions;
        int unanswered;
        int opened;
        int closed;

        @Override
        public OptionalLong open(@Nullable String journalId) throws IOException {
            opened++;
            batch.clear();
            transactions = journalId == null;
            step("open");
            return found;
        }

        @Override
        public void write(List<PositionedEvent> events) throws IOException {
            if (error) {
                throw new OutOfMemoryError("heap");
            }
            step("write");
            batch.addAll(events);
        }

        @Override
        public Outcome confirm() throws IOException {
            step("confirm");
            if (asking) {
                asking = false;
                throw new TakeAgainException("to know more");
            }
            List<Rejected> rejected = batch.stream()
                    .filter(event -> body(event).equals(rejecting))
                    .map(event -> new Rejected(event, "no good"))
                    .toList();
            Outcome outcome = new Outcome(batch.size() - rejected.size() - unanswered, rejected);
            if (transactions) {
                land();
            }
            return outcome;
        }

        @Override
        public void publish(PositionRange range) throws IOException {
            step("publish");
            published.add(range);
            land();
        }

        @Override
        public void close() {
            closed++;
        }

        private void land() {
            batch.stream()
                    .map(FakeWriter::body)
                    .filter(body -> !body.equals(rejecting))
                    .forEach(landed::add);
            batch.clear();
        }

        private void step(String step) throws IOException {
            if (step.equals(failing)) {
                throw new IOException(step + " failed");
            }
        }

        private static String body(PositionedEvent event) {
            return new String(event.event().getBody(), StandardCharsets.UTF_8);
        }
    }

    private static final class FakeDeadLetters implements DeadLetters {
        final List<String> kept = new ArrayList<>();
        boolean full;
        boolean closed;

        @Override
        public void keep(@Nullable String journalId, List<Rejected> rejected) throws IOException {
            if (full) {
                throw new IOException("full");
            }
            rejected.forEach(letter -> kept.add(journalId + ":" + letter.event().position() + ":" + letter.reason()));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
