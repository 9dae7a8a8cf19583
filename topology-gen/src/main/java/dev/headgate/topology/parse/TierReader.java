package dev.headgate.topology.parse;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Raw;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.TopologyRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one tier below {@code tiers}. */
final class TierReader {
    /** What the agents on the app servers are called by; no tier may be. */
    private static final String RESERVED = "tail";

    private static final Key<List<String>> HOSTS =
            Key.required("hosts", Hosts.TYPE, "the pool to place agents on, such as edge-[01-04].example.com.");
    private static final Key<Long> AGENTS_PER_HOST =
            Key.optional("agents-per-host", ValueType.integer(1, 100), "how many agents a host has room for.", 1L);
    private static final Key<Long> FAN_IN =
            Key.required("fan-in", ValueType.integer(1, 10_000), "how many senders one agent takes from, such as 16.");
    private static final Key<Long> SPARE =
            Key.optional("spare", ValueType.integer(0, 1_000), "how many agents may be down at the peak.", 1L);
    private static final Key<Duration> HOLD = Key.required(
            "hold",
            ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(366), "`30m`, `2h`"),
            "how long an agent buffers while what is behind it is down, such as 2h.");
    private static final Key<ChannelKind> CHANNEL = Key.optional(
            "channel",
            ValueType.word(List.of("journal", "file", "kafka", "memory")).as(ChannelKind.JOURNAL, ChannelKind::of),
            "what its agents buffer in; of the outermost tier, agents on app servers too.",
            ChannelKind.JOURNAL);
    private static final Key<String> BROKERS = Key.maybe(
            "channel-brokers",
            ValueType.TEXT,
            "with channel: kafka, the brokers of Kafka, such as \"k1:9092,k2:9092\"; topics are named TOPOLOGY-TIER-CHANNEL and have to exist.");
    private static final Key<Boolean> LOSSY = Key.optional(
            "lossy", ValueType.BOOLEAN, "with channel: memory, that events may be lost when an agent ends.", false);
    private static final Key<DataSize> HEAP = Key.maybe(
            "heap",
            ValueType.size(
                    DataSize.ofMegabytes(64), DataSize.ofGigabytes(1024), TierReader::wholeMegabytes, "`512MB`, `2GB`"),
            "the heap of an agent, where it shall not be computed.");
    private static final Key<String> USER = Key.optional(
            "user",
            ValueType.single(Form.text("name", "^[a-z_][a-z0-9_-]{0,31}$"), "flume", TierReader::user),
            "the user of the operating system that its agents run as.",
            "flume");
    private static final Key<List<Located<String>>> JVM_OPTIONS = Key.optional(
            "jvm-options",
            JvmOptions.TYPE,
            "options of the agents' JVM beside the computed ones, such as -XX:+UseG1GC.",
            List.of());
    private static final Shape RAW = new Shape(
            List.of(),
            List.of(
                    Shape.Part.free("source", "keys of the sources of its agents."),
                    Shape.Part.free("channel", "keys of their channels."),
                    Shape.Part.free("sink", "keys of their sinks that send to the next tier.")),
            List.of());

    static final Shape SHAPE = Shape.of(
                    HOSTS, FAN_IN, SPARE, HOLD, CHANNEL, BROKERS, LOSSY, AGENTS_PER_HOST, HEAP, USER, JVM_OPTIONS)
            .with(
                    CapacityReader.PART,
                    Shape.Part.one(RawReader.KEY, "more keys of its agents' components, as in options.md.", RAW));

    private TierReader() {}

    static Tier read(Located<String> name, Section section, CapacityReader.Given ofAll) {
        if (name.value().equals(RESERVED)) {
            section.report(
                    FileRule.BAD_VALUE,
                    name.at(),
                    "Bad name 'tail' of a tier: the agents on the app servers are called so. Choose another.");
        }
        Located<List<String>> hosts = section.read(HOSTS);
        Located<Long> fanIn = section.read(FAN_IN);
        Located<Long> spare = section.read(SPARE);
        Located<Duration> hold = section.read(HOLD);
        Located<ChannelKind> channel = section.read(CHANNEL);
        Located<String> brokers = brokers(section, channel);
        lossy(section, channel);
        CapacityReader.Given capacity = CapacityReader.read(section, "'capacity' of " + section.label());
        Located<Long> agentsPerHost = section.read(AGENTS_PER_HOST);
        Located<DataSize> heap = section.find(HEAP).orElse(null);
        Tier.RunAs runAs =
                new Tier.RunAs(section.read(USER), section.read(JVM_OPTIONS).value());
        Tier.RawKeys raw = raw(section);
        section.finish();
        return new Tier(
                name,
                new Tier.Pool(hosts, agentsPerHost),
                fanIn,
                spare,
                hold,
                capacity.or(ofAll, channel.value()),
                channel,
                brokers,
                heap,
                runAs,
                raw);
    }

    private static @Nullable Located<String> brokers(Section section, Located<ChannelKind> channel) {
        Optional<Located<String>> brokers = section.find(BROKERS);
        if (channel.value() == ChannelKind.KAFKA && brokers.isEmpty()) {
            section.missing(BROKERS.name(), BROKERS.sentence());
            return section.standIn(BROKERS);
        }
        brokers.filter(given -> channel.value() != ChannelKind.KAFKA)
                .ifPresent(given -> needless(section, BROKERS.name(), given, "kafka"));
        return brokers.orElse(null);
    }

    private static void lossy(Section section, Located<ChannelKind> channel) {
        boolean isMemory = channel.value() == ChannelKind.MEMORY;
        Located<Boolean> lossy = section.read(LOSSY);
        if (isMemory && !lossy.value()) {
            section.report(
                    TopologyRule.LOSSY_CHANNEL,
                    channel.at(),
                    "Channel 'memory' in %s loses its events when an agent ends. Say 'lossy: true' beside it if they may be lost, or 'channel: journal'."
                            .formatted(section.label()));
        } else if (lossy.value() && !isMemory) {
            needless(section, LOSSY.name(), lossy, "memory");
        }
    }

    private static void needless(Section section, String key, Located<?> given, String channel) {
        section.report(
                FileRule.BAD_VALUE,
                given.at(),
                "Needless key '%s' in %s: it goes with 'channel: %s' only. Remove it."
                        .formatted(key, section.label(), channel));
    }

    private static Tier.RawKeys raw(Section section) {
        return section.section(RawReader.KEY, "'raw' of " + section.label())
                .map(raw -> {
                    Tier.RawKeys keys = new Tier.RawKeys(part(raw, "source"), part(raw, "channel"), part(raw, "sink"));
                    raw.finish();
                    return keys;
                })
                .orElse(new Tier.RawKeys(Raw.NONE, Raw.NONE, Raw.NONE));
    }

    private static Raw part(Section raw, String name) {
        return raw.section(name, "'" + name + "' of " + raw.label())
                .map(RawReader::keys)
                .orElse(Raw.NONE);
    }

    private static String user(String text) {
        if (!text.matches("[a-z_][a-z0-9_-]{0,31}")) {
            throw new IllegalArgumentException(
                    "not a user. Give up to 32 small letters, digits, - and _, with a letter first");
        }
        return text;
    }

    private static DataSize wholeMegabytes(String text) {
        DataSize size = DataSize.parse(text);
        if (size.bytes() % (1 << 20) != 0) {
            throw new IllegalArgumentException("no whole number of megabytes. Give one, such as 512MB");
        }
        return size;
    }
}
