package dev.headgate.sink.kafka;

import static dev.headgate.sink.SinkRun.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaWriterTest {
    private static final List<Event> BATCH = List.of(event("one", Map.of()), event("two", Map.of()));

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final KafkaWriter writer = new KafkaWriter(
            KafkaSettings.of(
                    KafkaOptions.DECLARATION.read("bus", Map.of("brokers", "k:1", "topic", "t"), warning -> {})),
            () -> {
                producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
                return producers.get(producers.size() - 1);
            });

    @Test
    void countsTheConfirmedRecords() throws IOException {
        assertThat(writer.write(BATCH)).isEqualTo(2);
        assertThat(producers.get(0).history()).hasSize(2);
    }

    @Test
    void keepsTheProducerWhereOnlyTimeRanOut() throws IOException {
        writer.prepare();
        producers.get(0).sendException = new TimeoutException("no metadata");

        assertThatThrownBy(() -> writer.write(BATCH))
                .isInstanceOf(IOException.class)
                .hasMessage("no metadata");
        producers.get(0).sendException = null;

        assertThat(writer.write(BATCH)).isEqualTo(2);
        assertThat(producers).hasSize(1);
    }

    @Test
    void replacesAProducerThatFailed() throws IOException {
        writer.prepare();
        producers.get(0).sendException = new RecordTooLargeException("too large");

        assertThatThrownBy(() -> writer.write(BATCH))
                .isInstanceOf(IOException.class)
                .hasMessage("too large");

        assertThat(producers.get(0).closed()).isTrue();
        assertThat(writer.write(BATCH)).isEqualTo(2);
        assertThat(producers).hasSize(2);
    }

    @Test
    void failsWhereOneRecordOfTheBatchIsNotConfirmed() throws IOException {
        producers.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                completeNext();
                errorNext(new TimeoutException("expired"));
            }
        });
        KafkaWriter failing = new KafkaWriter(
                KafkaSettings.of(
                        KafkaOptions.DECLARATION.read("bus", Map.of("brokers", "k:1", "topic", "t"), warning -> {})),
                () -> producers.get(0));

        assertThatThrownBy(() -> failing.write(BATCH))
                .isInstanceOf(IOException.class)
                .hasMessage("expired");
    }
}
