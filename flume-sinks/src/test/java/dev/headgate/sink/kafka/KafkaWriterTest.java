package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Outcome;
import dev.headgate.sink.PositionRange;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.SettableClock;
import dev.headgate.sink.SinkRun;
import dev.headgate.sink.TakeAgainException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaWriterTest {
    private static final String JOURNAL = "j1";
    private static final String GROUP = "headgate-out-j1";

    private final List<FakeProducer> producers = new ArrayList<>();
    private final FakeClients clients = new FakeClients();
    private final SettableClock clock = new SettableClock();

    @Test
    void commitsThePositionWithTheEvents() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);

        writer.write(events(5, 2));
        writer.write(events(7, 1));
        assertThat(writer.confirm()).isEqualTo(new Outcome(3, List.of()));
        assertThat(producer().history()).isEmpty();
        writer.publish(new PositionRange(JOURNAL, 5, 7));

        assertThat(producer().history()).hasSize(3);
        assertThat(producer().commitCount()).isEqualTo(1);
        assertThat(producer().consumerGroupOffsetsHistory())
                .containsExactly(Map.of(
                        GROUP, Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(8, "journal " + JOURNAL))));
        assertThat(clients.settings).containsEntry("transactional.id", GROUP);
    }

    @Test
    void tellsHowFarAnEarlierRunCame() throws Exception {
        clients.published = OptionalLong.of(41);

        assertThat(writer(Map.of()).open(JOURNAL)).hasValue(41);
        assertThat(producer().transactionInitialized()).isTrue();
        assertThat(clients.group).isEqualTo(GROUP);
    }

    @Test
    void isCalledAsItIsTold() throws Exception {
        writer(Map.of("writer", "edge-bus")).open(JOURNAL);

        assertThat(clients.settings).containsEntry("transactional.id", "headgate-edge-bus");
        assertThat(clients.group).isEqualTo("headgate-edge-bus-j1");
    }

    @Test
    void waitsForEachRecordWithoutTransactionsWhereItIsTold() throws Exception {
        KafkaWriter writer = writer(Map.of("transactional", "false"));
        writer.open(JOURNAL);
        writer.write(events(0, 2));

        assertThat(writer.confirm()).isEqualTo(new Outcome(2, List.of()));
        writer.publish(new PositionRange(JOURNAL, 0, 1));
        assertThat(producer().history()).hasSize(2);
        assertThat(clients.settings).doesNotContainKey("transactional.id");
    }

    @Test
    void needsNoTransactionForWhatIsNoJournal() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(null);
        writer.write(events(0, 2));

        assertThat(writer.confirm().confirmed()).isEqualTo(2);
        assertThat(producer().history()).hasSize(2);
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
    void abortsWhatFailedAndGoesOnWithTheSameProducer() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        producer().refusing.put("e1", new TimeoutException("expired"));
        writer.write(events(0, 3));
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class).hasMessage("expired");

        producer().refusing.clear();
        deliver(writer, events(0, 3));

        assertThat(producers).hasSize(1);
        assertThat(bodies()).containsExactly("e0", "e1", "e2");
    }

    @Test
    void sendsTheOthersAgainWithoutARefusedRecord() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        producer().refusing.put("e1", new RecordTooLargeException("too large"));
        producer().refusing.put("e3", new RecordTooLargeException("too large"));
        List<PositionedEvent> events = events(0, 5);

        assertThat(confirmedAtLast(writer, events))
                .isEqualTo(new Outcome(
                        3,
                        List.of(new Rejected(events.get(1), "too large"), new Rejected(events.get(3), "too large"))));
        writer.publish(new PositionRange(JOURNAL, 0, 4));
        assertThat(bodies()).containsExactly("e0", "e2", "e4");
    }

    @Test
    void sendsEachEventAFewTimesHoweverManyAreRefused() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        int events = 2000;
        for (int refused = 0; refused < events; refused += 5) {
            producer().refusing.put("e" + refused, new RecordTooLargeException("too large"));
        }
        Outcome outcome = confirmedAtLast(writer, events(0, events));

        assertThat(outcome.confirmed()).isEqualTo(events * 4 / 5);
        assertThat(outcome.rejected()).hasSize(events / 5);
        assertThat(producer().sends).isLessThan(10 * events);
        writer.publish(new PositionRange(JOURNAL, 0, events - 1));
        assertThat(bodies())
                .containsExactlyElementsOf(IntStream.range(0, events)
                        .filter(number -> number % 5 != 0)
                        .mapToObj(number -> "e" + number)
                        .toList());
    }

    @Test
    void commitsNothingOfATransactionWithRefusalsOnly() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        List.of("e0", "e1", "e2")
                .forEach(body -> producer().refusing.put(body, new RecordTooLargeException("too large")));

        assertThat(confirmedAtLast(writer, events(0, 3)).rejected()).hasSize(3);
        writer.publish(new PositionRange(JOURNAL, 0, 2));
        assertThat(producer().commitCount()).isZero();
    }

    @Test
    void rejectsARefusedRecordAloneWithoutTransactions() throws Exception {
        KafkaWriter writer = writer(Map.of("transactional", "false"));
        writer.open(JOURNAL);
        producer().refusing.put("e1", new RecordTooLargeException("too large"));
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
    void waitsForATopicThatDoesNotExist() throws Exception {
        KafkaWriter writer = writer(Map.of("topic", "%{stream}"));
        writer.open(JOURNAL);
        producer().partitionsForException = new TimeoutException("Topic web not present");

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

        assertThat(producer().commitCount()).isZero();
    }

    @Test
    void asksWithANewProducerWhatBecameOfACommitInDoubt() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        writer.write(events(0, 3));
        writer.confirm();
        producer().commitTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(() -> writer.publish(new PositionRange(JOURNAL, 0, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer");
        clients.published = OptionalLong.of(2);

        assertThat(writer.open(JOURNAL)).hasValue(2);
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
    }

    @Test
    void asksAgainWithTheSameProducerWhileBrokersAreAway() throws Exception {
        KafkaWriter writer = writer(Map.of());
        clients.away = true;

        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        clients.away = false;
        writer.open(JOURNAL);

        assertThat(producers).hasSize(1);
    }

    @Test
    void leavesTheNameToAnotherAsLongAsThatOneWrites() throws Exception {
        KafkaWriter writer = fenced();
        for (TransactionView look : List.of(view(1, false), view(2, false), view(3, true), view(3, false))) {
            clients.transaction = Optional.of(look);
            assertThatThrownBy(() -> writer.open(JOURNAL))
                    .as(look.toString())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another sink writes as 'headgate-out-j1'");
            clock.pass(Duration.ofSeconds(31));
        }

        writer.open(JOURNAL);

        assertThat(producer().transactionInitialized()).isTrue();
    }

    @Test
    void takesTheNameAfterAWhileWhereBrokersCannotTell() throws Exception {
        KafkaWriter writer = fenced();
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        clock.pass(Duration.ofSeconds(29));
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        assertThat(producer().transactionInitialized()).isFalse();

        clock.pass(Duration.ofSeconds(2));
        writer.open(JOURNAL);

        assertThat(producer().transactionInitialized()).isTrue();
    }

    private KafkaWriter fenced() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        producer().fenceProducer();
        writer.write(events(0, 1));
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class);
        return writer;
    }

    private static TransactionView view(int epoch, boolean isOpen) {
        return new TransactionView(7, epoch, isOpen);
    }

    @Test
    void logsInAnewWhereItsLoginWasRefused() throws Exception {
        KafkaWriter writer = writer(Map.of());
        clients.refused = new SaslAuthenticationException("Invalid username or password");
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        clients.refused = null;

        writer.open(JOURNAL);

        assertThat(producers).hasSize(2);
    }

    @Test
    void endsWhenItIsInterrupted() throws Exception {
        KafkaWriter writer = writer(Map.of());
        writer.open(JOURNAL);
        writer.write(events(0, 1));
        producer().flushException = new InterruptException(new InterruptedException("stop"));

        assertThatThrownBy(writer::confirm).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Takes the batch again where the writer asks for it. */
    private static Outcome confirmedAtLast(KafkaWriter writer, List<PositionedEvent> events) throws Exception {
        writer.write(events);
        assertThatThrownBy(writer::confirm).isInstanceOf(TakeAgainException.class);
        writer.open(JOURNAL);
        writer.write(events);
        return writer.confirm();
    }

    private void deliver(KafkaWriter writer, List<PositionedEvent> events) throws Exception {
        writer.open(JOURNAL);
        writer.write(events);
        assertThat(writer.confirm().confirmed()).isEqualTo(events.size());
        writer.publish(new PositionRange(
                JOURNAL, events.get(0).position(), events.get(events.size() - 1).position()));
    }

    private KafkaWriter writer(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("brokers", "k:1", "topic", "t"));
        keys.putAll(more);
        return new KafkaWriter(
                "out", KafkaSettings.of(KafkaOptions.DECLARATION.read("out", keys, warning -> {})), clients, clock);
    }

    private FakeProducer producer() {
        return producers.get(producers.size() - 1);
    }

    private List<String> bodies() {
        return producer().history().stream().map(FakeProducer::body).toList();
    }

    private static List<PositionedEvent> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> event(i, "e" + i, Map.of()))
                .toList();
    }

    private static PositionedEvent event(long position, String body, Map<String, String> headers) {
        return new PositionedEvent(position, SinkRun.event(body, headers));
    }

    private final class FakeClients implements KafkaClients {
        OptionalLong published = OptionalLong.empty();
        Optional<TransactionView> transaction = Optional.empty();
        Map<String, Object> settings = Map.of();
        String group = "";
        boolean away;

        @Nullable
        RuntimeException refused;

        @Override
        public Producer<byte[], byte[]> producer(Map<String, Object> given) {
            settings = given;
            producers.add(new FakeProducer());
            return KafkaWriterTest.this.producer();
        }

        @Override
        public BrokerView brokers(Map<String, Object> given) {
            return new BrokerView() {
                @Override
                public OptionalLong published(String asked) throws IOException {
                    if (refused != null) {
                        throw refused;
                    }
                    if (away) {
                        throw new IOException("away");
                    }
                    group = asked;
                    return published;
                }

                @Override
                public boolean exists(String topic) {
                    return topic.equals("t");
                }

                @Override
                public Optional<TransactionView> transaction(String transactionalId) {
                    return transaction;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Kafka's own, but like the real one it answers late, and a refused record breaks it until its transaction is aborted. */
    private static final class FakeProducer extends MockProducer<byte[], byte[]> {
        final Map<String, RuntimeException> refusing = new HashMap<>();
        final List<Runnable> underWay = new ArrayList<>();
        int sends;
        private boolean broken;

        FakeProducer() {
            super(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            if (broken) {
                throw new KafkaException("Cannot perform send because at least one previous request has failed");
            }
            sends++;
            underWay.add(() -> answer(record, Objects.requireNonNull(callback)));
            return CompletableFuture.completedFuture(null);
        }

        private void answer(ProducerRecord<byte[], byte[]> record, Callback callback) {
            RuntimeException refusal = refusing.get(body(record));
            if (broken) {
                callback.onCompletion(null, new KafkaException("The transaction is broken"));
            } else if (refusal != null) {
                broken = transactionInitialized();
                callback.onCompletion(null, refusal);
            } else {
                Future<RecordMetadata> unused = super.send(record, callback);
            }
        }

        @Override
        public synchronized void flush() {
            super.flush();
            List<Runnable> answers = List.copyOf(underWay);
            underWay.clear();
            answers.forEach(Runnable::run);
        }

        @Override
        public void abortTransaction() {
            broken = false;
            underWay.clear();
            super.abortTransaction();
        }

        static String body(ProducerRecord<byte[], byte[]> record) {
            return new String(record.value(), StandardCharsets.UTF_8);
        }

        private static Cluster cluster() {
            Node node = new Node(0, "k", 1);
            List<PartitionInfo> partitions = Stream.of(0, 1)
                    .map(partition -> new PartitionInfo("t", partition, node, new Node[0], new Node[0]))
                    .toList();
            return new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
        }
    }
}
