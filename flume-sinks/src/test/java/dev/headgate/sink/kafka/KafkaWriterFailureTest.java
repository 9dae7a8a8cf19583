package dev.headgate.sink.kafka;

import static dev.headgate.sink.kafka.FakeKafka.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.PositionRange;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaWriterFailureTest {
    private static final String JOURNAL = "j1";

    private final SettableClock clock = new SettableClock();
    private final FakeKafka kafka = new FakeKafka();
    private final KafkaWriter writer = kafka.writer(clock, Map.of());

    @Test
    void abortsWhatFailedAndGoesOnWithTheSameProducer() throws Exception {
        writer.open(JOURNAL);
        kafka.producer().refusing.put("e1", new TimeoutException("expired"));
        writer.write(events(0, 3));
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class).hasMessage("expired");

        kafka.producer().refusing.clear();
        deliver(events(0, 3));

        assertThat(kafka.producers).hasSize(1);
        assertThat(kafka.bodies()).containsExactly("e0", "e1", "e2");
    }

    /** Each further one might wait for metadata as long as the first. */
    @Test
    void sendsNothingBehindAFailure() throws Exception {
        writer.open(JOURNAL);
        kafka.producer().refusing.put("e0", new TimeoutException("expired"));
        writer.write(events(0, 1));
        kafka.producer().flush();
        writer.write(events(1, 2));

        assertThat(kafka.producer().asked).isEqualTo(1);
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class).hasMessage("expired");
    }

    @Test
    void asksWithANewProducerWhatBecameOfACommitInDoubt() throws Exception {
        writer.open(JOURNAL);
        writer.write(events(0, 3));
        writer.confirm();
        kafka.producer().commitTransactionException = new TimeoutException("no answer");
        assertThatThrownBy(() -> writer.publish(new PositionRange(JOURNAL, 0, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer");
        kafka.published = OptionalLong.of(2);

        assertThat(writer.open(JOURNAL)).hasValue(2);
        assertThat(kafka.producers).hasSize(2);
        assertThat(kafka.producers.get(0).closed()).isTrue();
    }

    @Test
    void asksAgainWithTheSameProducerWhileBrokersAreAway() throws Exception {
        kafka.away = true;

        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        kafka.away = false;
        writer.open(JOURNAL);

        assertThat(kafka.producers).hasSize(1);
    }

    @Test
    void asksAgainWithTheSameProducerWhereItsNameWasNotAnsweredFor() throws Exception {
        kafka.nameRefused = new TimeoutException("no answer");
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        kafka.producer().initTransactionException = null;

        deliver(events(0, 3));

        assertThat(kafka.producers).hasSize(1);
    }

    /** Kafka's producer stays in error, whatever the brokers would say later. */
    @Test
    void asksWithANewProducerWhereItsNameWasRefused() throws Exception {
        kafka.nameRefused =
                new KafkaException("Unexpected error in InitProducerIdResponse; The transaction timeout is larger");
        assertThatThrownBy(() -> writer.open(JOURNAL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The transaction timeout is larger");
        kafka.nameRefused = null;

        deliver(events(0, 3));

        assertThat(kafka.producers).hasSize(2);
        assertThat(kafka.producers.get(0).closed()).isTrue();
    }

    @Test
    void takesANewProducerWhereATransactionCanNeitherBeginNorBeAborted() throws Exception {
        writer.open(JOURNAL);
        kafka.producer().beginTransactionException = new KafkaException("in error state");
        kafka.producer().abortTransactionException = new KafkaException("in error state");
        writer.write(events(0, 3));
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class).hasMessage("in error state");

        deliver(events(0, 3));

        assertThat(kafka.producers).hasSize(2);
    }

    @Test
    void leavesTheNameToAnotherAsLongAsThatOneWrites() throws Exception {
        fence();
        for (TransactionView look :
                List.of(view(1, false), view(2, false), view(3, true), view(3, true), view(3, false))) {
            kafka.transaction = Optional.of(look);
            assertThatThrownBy(() -> writer.open(JOURNAL))
                    .as(look.toString())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another sink writes as 'headgate-out-j1'");
            clock.pass(Duration.ofSeconds(31));
        }

        writer.open(JOURNAL);

        assertThat(kafka.producer().transactionInitialized()).isTrue();
    }

    @Test
    void takesTheNameAfterAWhileWhereBrokersCannotTell() throws Exception {
        fence();
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        clock.pass(Duration.ofSeconds(29));
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        assertThat(kafka.producer().transactionInitialized()).isFalse();

        clock.pass(Duration.ofSeconds(2));
        writer.open(JOURNAL);

        assertThat(kafka.producer().transactionInitialized()).isTrue();
    }

    @Test
    void logsInAnewWhereItsLoginWasRefused() throws Exception {
        kafka.refused = new SaslAuthenticationException("Invalid username or password");
        assertThatThrownBy(() -> writer.open(JOURNAL)).isInstanceOf(IOException.class);
        kafka.refused = null;

        writer.open(JOURNAL);

        assertThat(kafka.producers).hasSize(2);
    }

    @Test
    void endsWhenItIsInterrupted() throws Exception {
        writer.open(JOURNAL);
        writer.write(events(0, 1));
        kafka.producer().flushException = new InterruptException(new InterruptedException("stop"));

        assertThatThrownBy(writer::confirm).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private void fence() throws Exception {
        writer.open(JOURNAL);
        kafka.producer().fenceProducer();
        writer.write(events(0, 1));
        assertThatThrownBy(writer::confirm).isInstanceOf(IOException.class);
    }

    private static TransactionView view(int epoch, boolean isOpen) {
        return new TransactionView(7, epoch, isOpen);
    }

    @Test
    void knowsWhatItHasCommittedItself() throws Exception {
        deliver(events(0, 3));

        assertThat(writer.open(JOURNAL)).hasValue(2);
    }

    @Test
    void takesANewProducerWhereRecordsAreUnderWayWithoutTransactions() throws Exception {
        KafkaWriter plain = kafka.writer(clock, Map.of("transactional", "false"));
        plain.open(JOURNAL);
        plain.write(events(0, 1));
        kafka.producer().flushException = new TimeoutException("no answer");
        assertThatThrownBy(plain::confirm).isInstanceOf(IOException.class);

        plain.open(JOURNAL);

        assertThat(kafka.producers).hasSize(2);
    }

    @Test
    void looksForItsTopicsAnewAfterAFailure() throws Exception {
        KafkaWriter looking = kafka.writer(clock, Map.of("unknown-topics", "dead-letter"));
        looking.open(JOURNAL);
        kafka.producer().refusing.put("e0", new TimeoutException("expired"));
        looking.write(events(0, 1));
        assertThatThrownBy(looking::confirm).isInstanceOf(IOException.class);
        kafka.topics.clear();

        looking.open(JOURNAL);
        looking.write(events(0, 1));

        assertThat(looking.confirm().rejected())
                .extracting(Rejected::reason)
                .containsExactly("topic 't' does not exist");
    }

    @Test
    void isFencedWhereItsEpochIsNoLongerValid() throws Exception {
        writer.open(JOURNAL);
        writer.write(events(0, 1));
        writer.confirm();
        kafka.producer().commitTransactionException = new InvalidProducerEpochException("old");
        assertThatThrownBy(() -> writer.publish(new PositionRange(JOURNAL, 0, 0)))
                .isInstanceOf(IOException.class);

        assertThatThrownBy(() -> writer.open(JOURNAL)).hasMessageContaining("another sink writes as");
    }

    private void deliver(List<PositionedEvent> events) throws Exception {
        writer.open(JOURNAL);
        writer.write(events);
        assertThat(writer.confirm().confirmed()).isEqualTo(events.size());
        writer.publish(new PositionRange(
                JOURNAL, events.get(0).position(), events.get(events.size() - 1).position()));
    }
}
