package dev.headgate.sink.kafka;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.SinkRun;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** A Kafka that does as a test tells it, and makes a producer for each time that a writer wants one. */
final class FakeKafka implements KafkaClients {
    final List<FakeProducer> producers = new ArrayList<>();
    final Set<String> topics = new HashSet<>(Set.of("t"));
    OptionalLong published = OptionalLong.empty();
    Optional<TransactionView> transaction = Optional.empty();
    Map<String, Object> settings = Map.of();
    String group = "";
    boolean away;
    /** Whether its name was taken when the writer asked for the position. */
    boolean wasFenced;

    @Nullable
    RuntimeException refused;

    /** What producers made from now on say when they are asked for the name. */
    @Nullable
    RuntimeException nameRefused;

    KafkaWriter writer(Clock clock, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of("brokers", "k:1", "topic", "t"));
        keys.putAll(more);
        return new KafkaWriter(
                "out", KafkaSettings.of(KafkaOptions.DECLARATION.read("out", keys, warning -> {})), this, clock);
    }

    /** The last one. */
    FakeProducer producer() {
        return producers.get(producers.size() - 1);
    }

    /** What the last producer has committed. */
    List<String> bodies() {
        return producer().history().stream().map(FakeProducer::body).toList();
    }

    static List<PositionedEvent> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> event(i, "e" + i, Map.of()))
                .toList();
    }

    static PositionedEvent event(long position, String body, Map<String, String> headers) {
        return new PositionedEvent(position, SinkRun.event(body, headers));
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> given) {
        settings = given;
        producers.add(new FakeProducer());
        producer().initTransactionException = nameRefused;
        return producer();
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
                wasFenced = producer().transactionInitialized();
                return published;
            }

            @Override
            public boolean exists(String topic) {
                return topics.contains(topic);
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
