package dev.headgate.source.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.source.ChannelRig;
import dev.headgate.source.SourceWork.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flume.ChannelException;
import org.apache.flume.Event;
import org.apache.flume.instrumentation.SourceCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsumerWorkTest {
    private static final TopicPartition FIRST = new TopicPartition("web", 0);
    private static final TopicPartition SECOND = new TopicPartition("web", 1);

    private final MockConsumer<byte[], byte[]> consumer = new FailingConsumer();
    private final ChannelRig channel = new ChannelRig(4);
    private final SourceCounter counter = new SourceCounter("kafka");
    private final Map<TopicPartition, Long> commits = new HashMap<>();
    private String topicId = "id-1";
    private @Nullable KafkaException commitFailure;
    private final ConsumerWork work = new ConsumerWork(
            consumer,
            Duration.ofMillis(1),
            new RecordEvents(new TopicIds(topic -> topicId), Clock.fixed(Instant.ofEpochMilli(5), ZoneOffset.UTC)),
            counter,
            channel.processor()::processEventBatch);

    ConsumerWorkTest() {
        consumer.subscribe(List.of("web"), work);
        consumer.rebalance(List.of(FIRST, SECOND));
        consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    }

    /** Kafka's own stand-in for a consumer, whose commits fail where the test says so. */
    private final class FailingConsumer extends MockConsumer<byte[], byte[]> {
        FailingConsumer() {
            super("earliest");
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (commitFailure != null) {
                throw commitFailure;
            }
            offsets.forEach((partition, offset) -> commits.put(partition, offset.offset()));
        }
    }

    @Test
    void makesAnEventOfEachRecord() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("colour", "red".getBytes(UTF_8));
        headers.add("bytes", new byte[] {(byte) 0xff});
        headers.add("nothing", null);
        headers.add("headgate.feeder", "stranger".getBytes(UTF_8));
        headers.add("headgate.position", "9223372036854775807".getBytes(UTF_8));
        consumer.addRecord(new ConsumerRecord<>(
                "web",
                0,
                0,
                1234L,
                TimestampType.CREATE_TIME,
                1,
                4,
                "k".getBytes(UTF_8),
                "line".getBytes(UTF_8),
                headers,
                Optional.empty()));

        work.turn();

        Event event = channel.takeAll().get(0);
        assertThat(ChannelRig.body(event)).isEqualTo("line");
        assertThat(event.getHeaders())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "topic", "web",
                        "key", "k",
                        "timestamp", "1234",
                        "colour", "red",
                        "headgate.feeder", "id-1:0",
                        "headgate.position", "0"));
    }

    @Test
    void makesAnEmptyEventOfARecordWithoutAValue() {
        consumer.addRecord(new ConsumerRecord<>("web", 0, 0, null, null));

        work.turn();

        Event event = channel.takeAll().get(0);
        assertThat(event.getBody()).isEmpty();
        assertThat(event.getHeaders()).doesNotContainKey("key").containsEntry("timestamp", "5");
    }

    @Test
    void commitsAfterTheChannelHasTheEvents() {
        add(FIRST, 0, 2);
        add(SECOND, 0, 1);

        assertThat(work.turn()).isEqualTo(Turn.WORKED);
        assertThat(work.turn()).isEqualTo(Turn.IDLE);

        assertThat(channel.takeAll()).hasSize(3);
        assertThat(commits).containsOnly(Map.entry(FIRST, 2L), Map.entry(SECOND, 1L));
        assertThat(counter.getEventAcceptedCount()).isEqualTo(3);
    }

    @Test
    void goesBackToTheFirstRecordThatTheChannelRefused() {
        add(FIRST, 0, 3);
        work.turn();
        add(FIRST, 3, 2);
        add(SECOND, 0, 2);

        assertThatThrownBy(work::turn).isInstanceOf(ChannelException.class);

        assertThat(consumer.position(FIRST)).isEqualTo(3);
        assertThat(consumer.position(SECOND)).isZero();
        assertThat(commits).containsOnly(Map.entry(FIRST, 3L));
        assertThat(counter.getChannelWriteFail()).isEqualTo(1);
    }

    @Test
    void goesBackWhereTheTopicsIdIsNotToBeHad() {
        TopicIds silent = new TopicIds(topic -> {
            throw new ChannelException("no answer");
        });
        ConsumerWork without = new ConsumerWork(
                consumer,
                Duration.ofMillis(1),
                new RecordEvents(silent, Clock.systemUTC()),
                counter,
                channel.processor()::processEventBatch);
        add(FIRST, 0, 2);

        assertThatThrownBy(without::turn).hasMessage("no answer");

        assertThat(consumer.position(FIRST)).isZero();
    }

    @Test
    void makesGoodAFailedCommitBeforeItGivesUpAPartition() {
        add(FIRST, 0, 2);
        commitFailure = new TimeoutException("no answer");
        assertThat(work.turn()).isEqualTo(Turn.WORKED);
        assertThat(commits).isEmpty();

        commitFailure = null;
        consumer.rebalance(List.of(SECOND));

        assertThat(commits).containsOnly(Map.entry(FIRST, 2L));
    }

    @Test
    void doesNotCommitForAPartitionThatItLost() {
        add(FIRST, 0, 2);
        commitFailure = new TimeoutException("no answer");
        work.turn();
        commitFailure = null;

        work.onPartitionsLost(List.of(FIRST));
        work.turn();

        assertThat(commits).isEmpty();
    }

    @Test
    void makesGoodAFailedCommitBeforeItCloses() {
        add(FIRST, 0, 2);
        commitFailure = new TimeoutException("no answer");
        work.turn();
        commitFailure = null;

        work.close();

        assertThat(commits).containsOnly(Map.entry(FIRST, 2L));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void endsItsTurnWhenHurried() {
        work.hurry();

        assertThat(work.turn()).isEqualTo(Turn.IDLE);
    }

    @Test
    void asksForTheTopicsIdAgainWhereOffsetsBeganAnew() {
        add(FIRST, 0, 2);
        work.turn();
        topicId = "id-2";
        consumer.seek(FIRST, 0);
        add(FIRST, 0, 1);

        work.turn();

        assertThat(channel.takeAll())
                .extracting(event -> event.getHeaders().get("headgate.feeder"))
                .containsExactly("id-1:0", "id-1:0", "id-2:0");
    }

    private void add(TopicPartition partition, long first, int count) {
        for (long offset = first; offset < first + count; offset++) {
            byte[] value = ("line " + offset).getBytes(UTF_8);
            consumer.addRecord(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, null, value));
        }
    }
}
