package dev.headgate.sink.kafka;

import static dev.headgate.sink.kafka.FakeKafka.event;
import static dev.headgate.sink.kafka.FakeKafka.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionRange;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.TakeAgainException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaWriterTest {
    private static final String JOURNAL = "j1";
    private static final String GROUP = "headgate-out-j1";

    private final FakeKafka kafka = new FakeKafka();

    @Test
    void commitsThePositionWithTheEvents() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);

        writer.write(events(5, 2));
        writer.write(events(7, 1));
        assertThat(writer.confirm()).isEqualTo(new Outcome(3, List.of()));
        assertThat(kafka.producer().history()).isEmpty();
        writer.publish(new PositionRange(JOURNAL, 5, 7));

        assertThat(kafka.producer().history()).hasSize(3);
        assertThat(kafka.producer().commitCount()).isEqualTo(1);
        assertThat(kafka.producer().consumerGroupOffsetsHistory())
                .containsExactly(Map.of(
                        GROUP, Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(8, "journal " + JOURNAL))));
        assertThat(kafka.settings).containsEntry("transactional.id", GROUP);
    }

    @Test
    void tellsHowFarAnEarlierRunCame() throws Exception {
        kafka.published = OptionalLong.of(41);

        assertThat(writer(Map.of()).open(JOURNAL)).hasValue(41);
        assertThat(kafka.wasFenced).isTrue();
        assertThat(kafka.group).isEqualTo(GROUP);
    }

    @Test
    void isCalledAsItIsTold() throws Exception {
        writer(Map.of("writer", "edge-bus")).open(JOURNAL);

        assertThat(kafka.settings).containsEntry("transactional.id", "headgate-edge-bus");
        assertThat(kafka.group).isEqualTo("headgate-edge-bus-j1");
    }

    @Test
    void waitsForEachRecordWithoutTransactionsWhereItIsTold() throws Exception {
        KafkaWriter writer = writer(Map.of("transactional", "false"));
        writer.open(JOURNAL);
        writer.write(events(0, 2));

        assertThat(writer.confirm()).isEqualTo(new Outcome(2, List.of()));
        writer.publish(new PositionRange(JOURNAL, 0, 1));
        assertThat(kafka.producer().history()).hasSize(2);
        assertThat(kafka.settings).doesNotContainKey("transactional.id");
    }

    @Test
    void needsNoTransactionForWhatIsNoJournal() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(null);
        writer.write(events(0, 2));

        assertThat(writer.confirm().confirmed()).isEqualTo(2);
        assertThat(kafka.producer().history()).hasSize(2);
    }

    @Test
    void answersForEachBatchAloneFromWhatIsNoJournal() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(null);
        writer.write(events(0, 2));
        writer.confirm();
        writer.write(events(2, 3));

        assertThat(writer.confirm().confirmed()).isEqualTo(3);
    }

    @Test
    void sendsTheOthersAgainWithoutARefusedRecord() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        kafka.producer().refusing.put("e1", new RecordTooLargeException("too large"));
        kafka.producer().refusing.put("e3", new RecordTooLargeException("too large"));
        List<PositionedEvent> events = events(0, 5);

        assertThat(confirmedAtLast(writer, events))
                .isEqualTo(new Outcome(
                        3,
                        List.of(new Rejected(events.get(1), "too large"), new Rejected(events.get(3), "too large"))));
        writer.publish(new PositionRange(JOURNAL, 0, 4));
        assertThat(kafka.bodies()).containsExactly("e0", "e2", "e4");
    }

    @Test
    void sendsEachEventAFewTimesHoweverManyAreRefused() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        int events = 2000;
        for (int refused = 0; refused < events; refused += 5) {
            kafka.producer().refusing.put("e" + refused, new RecordTooLargeException("too large"));
        }
        Outcome outcome = confirmedAtLast(writer, events(0, events));

        assertThat(outcome.confirmed()).isEqualTo(events * 4 / 5);
        assertThat(outcome.rejected()).hasSize(events / 5);
        assertThat(kafka.producer().sends).isLessThan(10 * events);
        writer.publish(new PositionRange(JOURNAL, 0, events - 1));
        assertThat(kafka.bodies())
                .containsExactlyElementsOf(IntStream.range(0, events)
                        .filter(number -> number % 5 != 0)
                        .mapToObj(number -> "e" + number)
                        .toList());
    }

    @Test
    void keepsABatchWithARefusedRecordAndNoneBehindIt() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        kafka.producer().refusing.put("e1", new RecordTooLargeException("too large"));
        confirmedAtLast(writer, events(0, 2));
        writer.publish(new PositionRange(JOURNAL, 0, 1));
        writer.write(events(2, 2));
        writer.confirm();
        writer.publish(new PositionRange(JOURNAL, 2, 3));
        kafka.producer().refusing.put("e5", new RecordTooLargeException("too large"));

        assertThat(confirmedAtLast(writer, events(4, 2)).rejected()).hasSize(1);
    }

    @Test
    void commitsNothingOfATransactionWithRefusalsOnly() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        List.of("e0", "e1", "e2")
                .forEach(body -> kafka.producer().refusing.put(body, new RecordTooLargeException("too large")));

        assertThat(confirmedAtLast(writer, events(0, 3)).rejected()).hasSize(3);
        writer.publish(new PositionRange(JOURNAL, 0, 2));
        assertThat(kafka.producer().commitCount()).isZero();
    }

    @Test
    void rejectsARefusedRecordAloneWithoutTransactions() throws Exception {
        KafkaWriter writer = writer(Map.of("transactional", "false"));
        writer.open(JOURNAL);
        kafka.producer().refusing.put("e1", new RecordTooLargeException("too large"));
        List<PositionedEvent> events = events(0, 3);
        writer.write(events);

        assertThat(writer.confirm()).isEqualTo(new Outcome(2, List.of(new Rejected(events.get(1), "too large"))));
    }

    @Test
    void rejectsWhatNoRequestTakesBeforeItIsSent() throws Exception {
        KafkaWriter writer = writer(Map.of("kafka.max.request.size", "1000"));
        writer.open(JOURNAL);
        writer.write(List.of(event(0, "x".repeat(1001), Map.of()), event(1, "y", Map.of())));

        Outcome outcome = writer.confirm();
        assertThat(outcome.confirmed()).isEqualTo(1);
        assertThat(outcome.rejected())
                .extracting(Rejected::reason)
                .containsExactly("1001 bytes are more than kafka.max.request.size allows");
    }

    @Test
    void hasRoomForTheLargestRequestsOnTheirWay() throws Exception {
        writer(Map.of()).open(JOURNAL);
        assertThat(kafka.settings).containsEntry("buffer.memory", "8388608");

        writer(Map.of("kafka.max.request.size", "10000000")).open(JOURNAL);
        assertThat(kafka.settings).containsEntry("buffer.memory", "40000000");

        writer(Map.of("kafka.buffer.memory", "33554432")).open(JOURNAL);
        assertThat(kafka.settings).containsEntry("buffer.memory", "33554432");
    }

    @Test
    void rejectsAPartitionThatTheTopicDoesNotHave() throws Exception {
        KafkaWriter writer = writer(Map.of("partition", "%{p}"));
        writer.open(JOURNAL);
        writer.write(
                List.of(event(0, "a", Map.of("p", "1")), event(1, "b", Map.of("p", "2")), event(2, "c", Map.of())));

        Outcome outcome = writer.confirm();
        assertThat(outcome.confirmed()).isEqualTo(2);
        assertThat(outcome.rejected()).extracting(Rejected::reason).containsExactly("topic 't' has no partition 2");
    }

    @Test
    void usesPartitionsThatATopicGetsLater() throws Exception {
        KafkaWriter writer = writer(Map.of("partition", "%{p}"));
        writer.open(JOURNAL);
        writer.write(List.of(event(0, "a", Map.of("p", "1"))));
        kafka.producer().partitions = 3;
        writer.write(List.of(event(1, "b", Map.of("p", "2"))));

        assertThat(writer.confirm()).isEqualTo(new Outcome(2, List.of()));
    }

    @Test
    void waitsForATopicThatDoesNotExist() throws Exception {
        KafkaWriter writer = writer(Map.of("topic", "%{stream}"));
        writer.open(JOURNAL);
        kafka.producer().partitionsForException = new TimeoutException("Topic web not present");

        assertThatThrownBy(() -> writer.write(List.of(event(0, "a", Map.of("stream", "web")))))
                .isInstanceOf(IOException.class)
                .hasMessage("topic 'web' cannot be written to: Topic web not present. Create it, or set unknown-topics"
                        + " to dead-letter");
    }

    @Test
    void rejectsEventsOfATopicThatDoesNotExistWhereItIsTold() throws Exception {
        KafkaWriter writer = writer(Map.of("topic", "%{stream}", "unknown-topics", "dead-letter"));
        writer.open(JOURNAL);
        writer.write(List.of(event(0, "a", Map.of("stream", "gone")), event(1, "b", Map.of("stream", "t"))));

        Outcome outcome = writer.confirm();
        assertThat(outcome.confirmed()).isEqualTo(1);
        assertThat(outcome.rejected()).extracting(Rejected::reason).containsExactly("topic 'gone' does not exist");
    }

    @Test
    void publishesNothingWhereEverythingWasRejected() throws Exception {
        KafkaWriter writer = writer(Map.of("kafka.max.request.size", "1000"));
        writer.open(JOURNAL);
        writer.write(List.of(event(0, "x".repeat(1001), Map.of())));
        writer.confirm();

        writer.publish(new PositionRange(JOURNAL, 0, 0));

        assertThat(kafka.producer().commitCount()).isZero();
    }

    /** Takes the batch again where the writer asks for it. */
    private static Outcome confirmedAtLast(KafkaWriter writer, List<PositionedEvent> events) throws Exception {
        writer.write(events);
        assertThatThrownBy(writer::confirm).isInstanceOf(TakeAgainException.class);
        writer.open(JOURNAL);
        writer.write(events);
        return writer.confirm();
    }

    private KafkaWriter writer(Map<String, String> keys) {
        return kafka.writer(Clock.systemUTC(), keys);
    }
}
