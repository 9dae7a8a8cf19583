package dev.headgate.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flume.Event;
import org.apache.flume.FlumeException;
import org.apache.flume.Sink.Status;
import org.apache.flume.channel.MemoryChannel;
import org.apache.flume.instrumentation.SinkCounter;
import org.apache.flume.sink.NullSink;
import org.junit.jupiter.api.Test;

class BatchDeliveryTest {
    private final MemoryChannel channel = SinkRun.channel();
    private final FakeWriter writer = new FakeWriter();
    private final SinkCounter counter = new SinkCounter("out");
    private final BatchDelivery delivery = new BatchDelivery("out", channel, 3, writer, counter, Clock.systemUTC());

    @Test
    void deliversInBatchesAndBacksOffWhenEmpty() {
        put(4);

        assertThat(List.of(delivery.turn(), delivery.turn(), delivery.turn()))
                .containsExactly(Status.READY, Status.READY, Status.BACKOFF);
        assertThat(writer.batches).containsExactly(List.of("0", "1", "2"), List.of("3"));
        assertThat(SinkRun.waiting(channel)).isZero();
    }

    @Test
    void countsWhatWasAskedForAndWhatWasConfirmed() {
        put(4);
        writer.failures.add(new IOException("away"));

        for (int turn = 0; turn < 4; turn++) {
            delivery.turn();
        }

        assertThat(counter.getEventDrainAttemptCount()).isEqualTo(7);
        assertThat(counter.getEventDrainSuccessCount()).isEqualTo(4);
        assertThat(counter.getEventWriteFail()).isEqualTo(1);
        assertThat(counter.getBatchCompleteCount()).isEqualTo(1);
        assertThat(counter.getBatchUnderflowCount()).isEqualTo(1);
        assertThat(counter.getBatchEmptyCount()).isEqualTo(1);
        assertThat(counter.getConnectionCreatedCount()).isEqualTo(1);
    }

    @Test
    void takesAFailedBatchAgain() {
        put(3);
        writer.failures.add(new IOException("away"));
        writer.failures.add(new IllegalStateException("bug"));

        assertThat(delivery.turn()).isEqualTo(Status.BACKOFF);
        assertThat(delivery.turn()).isEqualTo(Status.BACKOFF);
        assertThat(SinkRun.waiting(channel)).isEqualTo(3);
        assertThat(delivery.turn()).isEqualTo(Status.READY);
        assertThat(writer.batches).containsExactly(List.of("0", "1", "2"));
    }

    @Test
    void takesABatchAgainThatTheStoreConfirmedInPart() {
        put(3);
        writer.unconfirmed = 1;

        assertThat(delivery.turn()).isEqualTo(Status.BACKOFF);
        assertThat(SinkRun.waiting(channel)).isEqualTo(3);
    }

    @Test
    void rollsBackAndThrowsAnErrorOn() {
        put(3);
        writer.failures.add(new OutOfMemoryError("heap"));

        assertThatThrownBy(delivery::turn).isInstanceOf(OutOfMemoryError.class);
        assertThat(SinkRun.waiting(channel)).isEqualTo(3);
    }

    @Test
    void takesNothingWhileTheStoreIsAway() {
        put(3);
        writer.away = true;

        assertThat(delivery.turn()).isEqualTo(Status.BACKOFF);
        assertThat(counter.getConnectionFailedCount()).isEqualTo(1);
        assertThat(counter.getEventDrainAttemptCount()).isZero();

        writer.away = false;
        assertThat(delivery.turn()).isEqualTo(Status.READY);
    }

    @Test
    void refusesABatchThatTheChannelCannotGive() {
        NullSink sink = new NullSink();
        sink.setName("out");
        sink.setChannel(channel);

        assertThatThrownBy(() -> BatchDelivery.start(sink, 10_001, writer))
                .isInstanceOf(FlumeException.class)
                .hasMessageContaining("'10001' for key 'batch-events' in sink 'out'")
                .hasMessageContaining("at most 10000 events");
    }

    @Test
    void closesTheWriterOnce() {
        delivery.stop();

        assertThat(writer.closed).isEqualTo(1);
    }

    private void put(int events) {
        SinkRun.put(
                channel,
                IntStream.range(0, events)
                        .mapToObj(i -> SinkRun.event(String.valueOf(i), Map.of()))
                        .toList());
    }

    private static final class FakeWriter implements BatchWriter {
        final List<List<String>> batches = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();
        int unconfirmed;
        int closed;
        boolean away;

        @Override
        public void prepare() throws IOException {
            if (away) {
                throw new IOException("connection refused");
            }
        }

        @Override
        public int write(List<Event> batch) throws IOException {
            if (!failures.isEmpty()) {
                Throwable failure = failures.remove(0);
                if (failure instanceof Error error) {
                    throw error;
                }
                if (failure instanceof RuntimeException bug) {
                    throw bug;
                }
                throw (IOException) failure;
            }
            batches.add(batch.stream()
                    .map(event -> new String(event.getBody(), StandardCharsets.UTF_8))
                    .toList());
            return batch.size() - unconfirmed;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
