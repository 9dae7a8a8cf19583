package dev.headgate.topology.parse;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Durations;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Tier;
import java.time.Duration;
import java.util.List;

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
            ValueType.between(Duration.ofSeconds(1), Duration.ofDays(366), Durations::parse, Durations::format),
            "how long an agent buffers while what is behind it is down, such as 2h.");
    private static final Key<ChannelKind> CHANNEL = Key.optional(
            "channel",
            ValueType.word(List.of("journal", "file"), List.of("memory", "kafka"))
                    .as(ChannelKind.JOURNAL, ChannelKind::of),
            "what its agents buffer in.",
            ChannelKind.JOURNAL);
    private static final Key<DataSize> HEAP = Key.required(
            "heap",
            ValueType.between(
                    DataSize.ofMegabytes(64),
                    DataSize.ofGigabytes(1024),
                    TierReader::wholeMegabytes,
                    DataSize::toString),
            "the heap of an agent, where it shall not be computed.");

    private TierReader() {}

    static Tier read(Located<String> name, Section section) {
        if (name.value().equals(RESERVED)) {
            section.report(
                    Rule.BAD_VALUE,
                    name.at(),
                    "Bad name 'tail' of a tier: the agents on the app servers are called so. Choose another.");
        }
        Located<List<String>> hosts = section.read(HOSTS);
        Located<Long> fanIn = section.read(FAN_IN);
        Located<Long> spare = section.read(SPARE);
        Located<Duration> hold = section.read(HOLD);
        Located<ChannelKind> channel = section.read(CHANNEL);
        Located<Long> agentsPerHost = section.read(AGENTS_PER_HOST);
        Located<DataSize> heap = section.find(HEAP).orElse(null);
        section.finish();
        return new Tier(name, new Tier.Pool(hosts, agentsPerHost), fanIn, spare, hold, channel, heap);
    }

    private static DataSize wholeMegabytes(String text) {
        DataSize size = DataSize.parse(text);
        if (size.bytes() % (1 << 20) != 0) {
            throw new IllegalArgumentException("no whole number of megabytes. Give one, such as 512MB");
        }
        return size;
    }
}
