package dev.headgate.channel.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.channel.journal.EventBatch.FinishedBatch;
import dev.headgate.kit.progress.EventHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static final long LARGEST = 1 << 20;
    private final EventBatch batch = new EventBatch(64);

    private void add(Event... events) {
        for (Event event : events) {
            batch.add(event, LARGEST);
        }
    }

    private List<StoredEvent> stored() {
        FinishedBatch finished = batch.finish(17);
        ByteBuffer payload = finished.record().slice(RecordHeader.SIZE, finished.length());
        StoredBatch read = new StoredBatch(payload, 1, finished.count());
        List<StoredEvent> events = new ArrayList<>();
        while (read.hasNext()) {
            events.add(read.next().decode());
        }
        return events;
    }

    private static Feeders progress(String feeder, long position) {
        Feeders feeders = new Feeders();
        feeders.advance(Map.of(feeder, position), 0);
        return feeders;
    }

    @Test
    void keepsHeadersAndBodyOfAnyBytes() {
        byte[] body = new byte[256];
        IntStream.range(0, 256).forEach(value -> body[value] = (byte) value);
        Event event = EventBuilder.withBody(body, Map.of("", "empty key", "ключ", "", "emoji", "😀\u0000"));
        add(event, EventBuilder.withBody(new byte[0]));

        List<StoredEvent> stored = stored();

        assertThat(stored.get(0).event().getBody()).isEqualTo(body);
        assertThat(stored.get(0).event().getHeaders()).isEqualTo(event.getHeaders());
        assertThat(stored.get(1).event().getBody()).isEmpty();
        assertThat(stored).extracting(StoredEvent::time).containsOnly(17L);
    }

    @Test
    void takesTheHeadersOfProgressOff() {
        add(TestEvents.fed("f", 7));

        assertThat(stored().get(0).event().getHeaders()).isEmpty();
        assertThat(batch.finish(0).progress()).containsExactly(Map.entry("f", 7L));
    }

    @Test
    void anEventWithoutAReadablePositionHasNoFeeder() {
        for (String position : List.of("", "-1", "x", "1 ", "9".repeat(19), "٣")) {
            add(EventBuilder.withBody(new byte[0], Map.of(EventHeaders.FEEDER, "f", EventHeaders.POSITION, position)));
        }

        assertThat(batch.progress()).isEmpty();
        assertThat(batch.dropRepeats(progress("f", Long.MAX_VALUE))).isZero();
    }

    @Test
    void dropsRepeatsAndKeepsTheOthersInOrder() {
        add(TestEvents.fed("f", 4), TestEvents.event("a"), TestEvents.fed("g", 1), TestEvents.fed("f", 5));
        add(TestEvents.fed("f", 6), TestEvents.event("b"), TestEvents.fed("f", 5));

        assertThat(batch.dropRepeats(progress("f", 5))).isEqualTo(3);

        assertThat(TestEvents.texts(stored())).containsExactly("a", "g:1", "f:6", "b");
        assertThat(batch.progress()).isEqualTo(Map.of("g", 1L, "f", 6L));
    }

    @Test
    void eventsWithoutFeederInheritNoneFromRepeatsTheyReplace() {
        for (int position = 0; position < 10; position++) {
            add(TestEvents.fed("f", position));
        }
        IntStream.range(0, 30).forEach(id -> add(TestEvents.event("e" + id)));
        Feeders progress = progress("f", 9);

        assertThat(batch.dropRepeats(progress)).isEqualTo(10);
        assertThat(batch.progress()).isEmpty();
        assertThat(batch.dropRepeats(progress)).as("a second look").isZero();

        assertThat(TestEvents.texts(stored())).isEqualTo(TestEvents.texts(0, 30));
    }

    @Test
    void anEmptiedBatchRemembersNoFeeder() {
        add(TestEvents.fed("f", 1), TestEvents.fed("f", 2));
        batch.clear();
        add(TestEvents.event("a"), TestEvents.event("b"));

        assertThat(batch.dropRepeats(progress("f", 9))).isZero();
        assertThat(TestEvents.texts(stored())).containsExactly("a", "b");
    }

    @Test
    void refusesAnEventThatIsTooLargeAndGoesOnWithoutIt() {
        add(TestEvents.event("a"));

        assertThatThrownBy(() -> batch.add(TestEvents.sized("big", 101), 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-event-size");

        add(TestEvents.event("b"));
        assertThat(TestEvents.texts(stored())).containsExactly("a", "b");
    }

    @Test
    void positionsOfOneTransactionMayComeInAnyOrder() {
        add(TestEvents.fed("f", 9), TestEvents.fed("g", 3), TestEvents.fed("f", 2), TestEvents.fed("g", 5));

        assertThat(batch.progress()).isEqualTo(Map.of("f", 9L, "g", 5L));
    }
}
