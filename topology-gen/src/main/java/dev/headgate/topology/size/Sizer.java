package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.check.StockComponents;
import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Ground;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes a topology's sizes. Used by one thread, once. */
public final class Sizer {
    /** The most events of a batch: beyond it a sync to disk per batch costs next to nothing for each event. */
    private static final long MOST_BATCH_EVENTS = 1000;

    /** The most data of a batch, so that large events do not fill the heap. */
    private static final long MOST_BATCH_BYTES = 8L << 20;

    /** A tier has at least two agents, so that its senders have somewhere to turn. */
    private static final long PAIR = 2;

    private static final AgentSize NO_AGENT = new AgentSize(Map.of(), DataSize.ofBytes(0));

    private final Topology topology;
    private final long batch;
    private final HeapSize heaps;
    private final SizeProblems report;

    private Sizer(Topology topology) {
        this.topology = topology;
        this.report = new SizeProblems(topology);
        long largest = topology.streams().stream()
                .mapToLong(stream -> stream.eventSize().value().bytes())
                .max()
                .orElse(1);
        this.batch = Math.max(1, Math.min(MOST_BATCH_EVENTS, MOST_BATCH_BYTES / largest));
        this.heaps = new HeapSize(batch * (largest + FileChannelSize.EVENT_OVERHEAD));
    }

    /** The sizes of a topology in which nothing is wrong. */
    public static Outcome<Sizes> size(Topology topology) {
        Sizer sizer = new Sizer(topology);
        Located<String> where = topology.name();
        try {
            Map<String, AgentSize> tail = sizer.tail();
            List<TierSize> tiers = new ArrayList<>();
            long senders = sizer.firstSenders(tail.size());
            for (Tier tier : topology.tiers()) {
                where = tier.name();
                TierSize size = sizer.tier(tier, senders);
                tiers.add(size);
                senders = size.agents();
            }
            return Outcome.of(new Sizes(topology, sizer.batch, tiers, tail), sizer.report.problems());
        } catch (ArithmeticException beyond) {
            sizer.report.overflow(where);
            return Outcome.failed(sizer.report.problems());
        }
    }

    private long firstSenders(int tailAgents) {
        return tailAgents
                + topology.streams().stream()
                        .filter(stream -> stream.sending() instanceof Sending.Avro)
                        .mapToLong(stream -> stream.hosts().value().size())
                        .sum();
    }

    /** {@code agents = max(ceil(N/R), ceil(N*r/C.events), ceil(N*r*s/C.bytes), 2) + f}. */
    private TierSize tier(Tier tier, long senders) {
        Flow peak = Flow.of(topology.streams());
        Ground.Capacity capacity = topology.ground().capacity();
        long byFanIn = Exact.ceilDiv(senders, tier.fanIn().value());
        long byEvents =
                Exact.ceilDiv(peak.events().perHour(), capacity.events().value().perHour());
        long byBytes = Exact.ceilDiv(
                peak.bytesPerHour(),
                Math.multiplyExact(capacity.bytes().value().perSecond().bytes(), 3600));
        long carrying = Math.max(Math.max(byFanIn, PAIR), Math.max(byEvents, byBytes));
        Bound bound = carrying == PAIR && byFanIn < PAIR && byEvents < PAIR && byBytes < PAIR
                ? Bound.PAIR
                : carrying == byFanIn ? Bound.FAN_IN : carrying == byEvents ? Bound.EVENTS : Bound.BYTES;
        long agents = Math.addExact(carrying, tier.spare().value());
        long room = Math.multiplyExact(
                (long) tier.pool().hosts().value().size(),
                tier.pool().agentsPerHost().value());
        if (agents > room) {
            report.tooFewHosts(new TierSize(tier, senders, peak, Math.toIntExact(agents), bound, NO_AGENT), room);
        }
        AgentSize agent = agent(tier, carrying, Exact.ceilDiv(senders, carrying));
        return new TierSize(tier, senders, peak, Math.toIntExact(agents), bound, agent);
    }

    private AgentSize agent(Tier tier, long carrying, long senders) {
        Map<String, ChannelSize> channels = new LinkedHashMap<>();
        boolean isFirst = tier.equals(topology.tiers().get(0));
        boolean isLast = tier.equals(topology.tiers().get(topology.tiers().size() - 1));
        if (isLast) {
            topology.storesInUse()
                    .forEach(store -> channels.put(store.name().value(), channel(tier, flow(store), carrying)));
        } else {
            channels.put(AgentSize.HOP, channel(tier, Flow.of(topology.streams()), carrying));
        }
        Located<DataSize> given = tier.heap();
        if (given != null) {
            return new AgentSize(channels, given.value());
        }
        long sources = isFirst ? topology.streams().size() : 1;
        long sinks = isLast ? channels.size() : tier.spare().value() + PAIR;
        HeapSize.Parts parts = new HeapSize.Parts(sources, sinks, isLast ? HeapSize.STORE_SINK : HeapSize.HOP_SINK);
        return new AgentSize(channels, heaps.of(parts, senders, channels.values()));
    }

    private ChannelSize channel(Tier tier, Flow flow, long carrying) {
        Backlog backlog = Backlog.of(flow, tier.hold().value(), carrying, batch);
        ChannelKind kind = tier.channel().value();
        if (kind == ChannelKind.FILE && backlog.events() > StockComponents.FILE_CHANNEL_LIMIT) {
            report.holdTooLong(tier, backlog.events());
        }
        return ChannelSize.of(kind, backlog);
    }

    private Flow flow(Store store) {
        return Flow.of(topology.streams().stream()
                .filter(stream -> topology.storesOf(stream).contains(store))
                .toList());
    }

    /** An agent on an app server holds what its own streams send, as long as the edge tier holds. */
    private Map<String, AgentSize> tail() {
        Map<String, Flow> flows = new LinkedHashMap<>();
        Map<String, Long> sources = new LinkedHashMap<>();
        for (EventStream stream : topology.streams()) {
            if (stream.sending() instanceof Sending.Tail) {
                stream.hosts().value().forEach(host -> {
                    flows.merge(host, Flow.of(stream, 1), Flow::plus);
                    sources.merge(host, 1L, Long::sum);
                });
            }
        }
        Tier edge = topology.tiers().get(0);
        Map<String, AgentSize> agents = new LinkedHashMap<>();
        flows.forEach((host, flow) -> {
            ChannelSize channel = channel(edge, flow, 1);
            long streams = sources.getOrDefault(host, 0L);
            HeapSize.Parts parts = new HeapSize.Parts(streams, edge.spare().value() + PAIR, HeapSize.HOP_SINK);
            agents.put(host, new AgentSize(Map.of(AgentSize.HOP, channel), heaps.of(parts, streams, List.of(channel))));
        });
        return agents;
    }
}
