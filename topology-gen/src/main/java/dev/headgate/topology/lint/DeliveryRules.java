package dev.headgate.topology.lint;

import dev.headgate.topology.lint.StockComponent.Role;
import dev.headgate.topology.lint.StockComponent.Trait;
import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Batches fit, and nothing is lost on the way that need not be. */
final class DeliveryRules implements AgentRules {
    private static final String HDFS = "org.apache.flume.sink.hdfs.HDFSEventSink";
    private static final String KAFKA = "org.apache.flume.sink.kafka.KafkaSink";
    private static final long FEW_EVENTS = 1000;
    private static final long FEW_BYTES = 1 << 24;
    private static final long FEW_SECONDS = 60;

    @Override
    public void check(KnownAgent agent, Consumer<Problem> report) {
        for (KnownComponent channel : agent.channels()) {
            transaction(channel, report);
        }
        for (KnownComponent source : agent.sources()) {
            agent.channelsOf(source).forEach(channel -> batch(source, channel, report));
            lossy(source, report);
        }
        for (KnownComponent sink : agent.sinks()) {
            agent.channelOf(sink).ifPresent(channel -> {
                batch(sink, channel, report);
                inMemory(sink, channel, report);
            });
            smallFiles(sink, report);
            acks(sink, report);
        }
    }

    private static void transaction(KnownComponent channel, Consumer<Problem> report) {
        OptionalLong capacity = channel.number(Role.CAPACITY);
        OptionalLong transaction = channel.number(Role.TRANSACTION);
        if (capacity.isPresent() && transaction.isPresent() && transaction.getAsLong() > capacity.getAsLong()) {
            report.accept(new Problem(
                    ConfRule.BATCH_TOO_LARGE,
                    channel.at(Role.TRANSACTION),
                    "Transactions of %d events in %s are larger than its capacity of %d: Flume drops the channel and all that needs it. Lower '%s', or raise '%s'."
                            .formatted(
                                    transaction.getAsLong(),
                                    channel.label(),
                                    capacity.getAsLong(),
                                    channel.key(Role.TRANSACTION),
                                    channel.key(Role.CAPACITY))));
        }
    }

    private static void batch(KnownComponent component, KnownComponent channel, Consumer<Problem> report) {
        OptionalLong batch = component.number(Role.BATCH);
        OptionalLong transaction = channel.number(Role.TRANSACTION);
        if (batch.isPresent() && transaction.isPresent() && batch.getAsLong() > transaction.getAsLong()) {
            report.accept(new Problem(
                    ConfRule.BATCH_TOO_LARGE,
                    component.at(Role.BATCH),
                    "Batches of %d events in %s do not fit into transactions of %d of %s: Flume drops it and runs on. Lower '%s', or raise '%s' of the channel."
                            .formatted(
                                    batch.getAsLong(),
                                    component.label(),
                                    transaction.getAsLong(),
                                    channel.label(),
                                    component.key(Role.BATCH),
                                    channel.key(Role.TRANSACTION))));
        }
    }

    private static void inMemory(KnownComponent sink, KnownComponent channel, Consumer<Problem> report) {
        if (sink.is(Trait.STORE) && channel.is(Trait.VOLATILE)) {
            report.accept(new Problem(
                    ConfRule.VOLATILE_CHANNEL,
                    channel.conf()
                            .find("type")
                            .map(Located::at)
                            .orElse(channel.conf().at()),
                    "%s before %s keeps its events in memory: what is queued is lost when the agent ends, and was acknowledged. Use 'file', or 'dev.headgate.channel.journal.JournalChannel'."
                            .formatted("Channel '" + channel.name() + "'", sink.label())));
        }
    }

    private static void lossy(KnownComponent source, Consumer<Problem> report) {
        if (source.is(Trait.LOSSY)) {
            report.accept(new Problem(
                    ConfRule.LOSSY_SOURCE,
                    source.conf()
                            .find("type")
                            .map(Located::at)
                            .orElse(source.conf().at()),
                    "Source '%s' of type '%s' cannot ask for an event again: what its channel refuses, or what comes while the agent is down, is lost. Tail files instead ('dev.headgate.source.tail.TailSource', or 'taildir'), or let the sender use Flume's RPC."
                            .formatted(source.name(), source.conf().type())));
        }
    }

    private static void smallFiles(KnownComponent sink, Consumer<Problem> report) {
        if (!sink.isOf(HDFS)) {
            return;
        }
        List<String> small = new ArrayList<>();
        roll(sink, "hdfs.rollCount", 10, FEW_EVENTS, "events", small);
        roll(sink, "hdfs.rollSize", 1024, FEW_BYTES, "bytes", small);
        roll(sink, "hdfs.rollInterval", 30, FEW_SECONDS, "seconds", small);
        if (!small.isEmpty()) {
            report.accept(new Problem(
                    ConfRule.SMALL_FILES,
                    sink.conf().at("hdfs.path"),
                    "Small files from %s: it begins a new one after %s, and every file costs the NameNode memory for ever. Set these keys; 0 switches one off."
                            .formatted(sink.label(), String.join(", after ", small))));
        }
    }

    private static void roll(KnownComponent sink, String key, long usual, long few, String unit, List<String> small) {
        boolean isSet = sink.conf().find(key).isPresent();
        OptionalLong value = isSet
                ? sink.conf().find(key).map(KnownComponent::number).orElse(OptionalLong.empty())
                : OptionalLong.of(usual);
        value.ifPresent(limit -> {
            if (limit > 0 && limit < few) {
                small.add("%d %s (%s%s)".formatted(limit, unit, key, isSet ? "" : ", by default"));
            }
        });
    }

    private static void acks(KnownComponent sink, Consumer<Problem> report) {
        if (!sink.isOf(KAFKA)) {
            return;
        }
        String acks = sink.conf()
                .find("kafka.producer.acks")
                .or(() -> sink.conf().find("requiredAcks"))
                .map(Located::value)
                .orElse("1");
        if (!acks.equals("all") && !acks.equals("-1") && !KnownComponent.isOpaque(acks)) {
            report.accept(new Problem(
                    ConfRule.WEAK_ACKS,
                    sink.conf().at("kafka.producer.acks"),
                    "acks=%s in %s%s: events that the leader has and its followers do not are lost when it dies, though they left the channel. Set 'kafka.producer.acks = all'."
                            .formatted(
                                    acks,
                                    sink.label(),
                                    sink.conf().find("kafka.producer.acks").isPresent() ? "" : ", by default")));
        }
    }
}
