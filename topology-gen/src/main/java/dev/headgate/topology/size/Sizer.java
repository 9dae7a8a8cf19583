package dev.headgate.topology.size;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.check.StockComponents;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes a topology's sizes. Used by one thread, once. */
public final class Sizer {
    /** The most events of a batch: beyond it a sync to disk per batch costs next to nothing for each event. */
    private static final long MOST_BATCH_EVENTS = 1000;

    /** The most data of a batch, so that large events do not fill the heap. */
    private static final long MOST_BATCH_BYTES = 8L << 20;

    /** A tier that grows anyway grows by so many more agents, and one, where none that stands then needs a larger channel. */
    private static final long MORE_AGENTS = 8;

    private static final AgentSize NO_AGENT = new AgentSize(Map.of(), DataSize.ofBytes(0));

    private final Topology topology;
    private final Lock lock;
    private final long batch;
    private final HeapSize heaps;
    private final SizeProblems report = new SizeProblems();

    private Sizer(Topology topology, Lock lock) {
        this.topology = topology;
        this.lock = lock;
        long largest = topology.streams().stream()
                .mapToLong(stream -> stream.eventSize().value().bytes())
                .max()
                .orElse(1);
        this.batch = Math.max(1, Math.min(MOST_BATCH_EVENTS, MOST_BATCH_BYTES / largest));
        this.heaps = new HeapSize(batch * (largest + FileChannelSize.EVENT_OVERHEAD));
    }

    /** The sizes of a topology in which nothing is wrong, and of which nothing stands yet. */
    public static Outcome<Sizes> size(Topology topology) {
        return size(topology, Lock.none());
    }

    /**
     * The sizes of a topology in which nothing is wrong.
     *
     * @param lock what was given out before: it is kept where it still fits
     */
    public static Outcome<Sizes> size(Topology topology, Lock lock) {
        Sizer sizer = new Sizer(topology, lock);
        Located<String> where = topology.name();
        try {
            Map<String, AgentSize> tail = sizer.tail();
            List<TierSize> tiers = new ArrayList<>();
            for (Tier tier : topology.tiers()) {
                where = tier.name();
                long senders = topology.before(tier)
                        .map(before -> (long)
                                tiers.get(topology.tiers().indexOf(before)).agents())
                        .orElseGet(() -> sizer.firstSenders(tail.size()));
                SenderLoads loads = tiers.isEmpty() ? SenderLoads.of(topology.streams()) : SenderLoads.alike(senders);
                tiers.add(sizer.tier(tier, senders, loads));
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
                        .filter(stream -> stream.sending() instanceof Sending.Network)
                        .mapToLong(stream -> stream.hosts().value().size())
                        .sum();
    }

    /**
     * {@code agents = max(ceil(N/R), ceil(N*r/C.events), ceil(N*r*s/C.bytes), 2) + f}, and a few more where one of three or more would
     * carry over a third. A tier that was larger stays so, unless it would fit into fewer agents with a quarter to spare.
     */
    private TierSize tier(Tier tier, long senders, SenderLoads loads) {
        Flow peak = Flow.of(topology.streamsThrough(tier));
        Standing standing = Standing.of(lock, tier);
        long spare = tier.spare().value();
        long room = Math.multiplyExact(
                (long) tier.pool().hosts().value().size(),
                tier.pool().agentsPerHost().value());
        Demand demand = Demand.of(tier, senders, peak).evenly(loads, spare, room);
        Demand roomy = Demand.withQuarterToSpare(tier, senders, peak).evenly(loads, spare, room);
        long carrying = carrying(tier, demand.carrying(), keptOf(roomy.carrying(), spare), standing, room);
        long agents = Math.addExact(carrying, spare);
        if (agents > room) {
            report.tooFewHosts(new TierSize(tier, senders, peak, demand, Math.toIntExact(agents), NO_AGENT), room);
        }
        AgentSize agent = agent(tier, carrying, Exact.ceilDiv(senders, carrying), standing);
        return new TierSize(tier, senders, peak, demand, Math.toIntExact(agents), agent);
    }

    /** Four do not become three: with the next sender those would be uneven, and four again. */
    private static long keptOf(long roomy, long spare) {
        return roomy + spare == Demand.FEW ? roomy + 1 : roomy;
    }

    private long carrying(Tier tier, long wanted, long roomy, Standing standing, long room) {
        long carried = standing.agents().size() - tier.spare().value();
        if (wanted <= carried) {
            return Math.min(carried, roomy);
        }
        if (carried < Demand.PAIR) {
            return wanted;
        }
        // More than it would keep with a quarter to spare would be drained again by the next run.
        long more = Math.min(wanted + Math.max(1, wanted / MORE_AGENTS), Math.max(wanted, roomy));
        long most = Math.min(more, room - tier.spare().value());
        for (long carrying = wanted; carrying <= most; carrying++) {
            if (fits(tier, carrying, standing)) {
                return carrying;
            }
        }
        return wanted;
    }

    /** Whether no agent that stands needs a larger channel when so many carry the peak. */
    private boolean fits(Tier tier, long carrying, Standing standing) {
        return channels(tier).entrySet().stream().allMatch(channel -> {
            ChannelSize need = need(tier, channel.getValue(), carrying);
            return standing.channel(channel.getKey(), need)
                    .filter(given ->
                            given.capacity() >= need.capacity() && given.bytes().compareTo(need.bytes()) >= 0)
                    .isPresent();
        });
    }

    /** What flows into each channel of a tier's agents together. */
    private Map<String, Flow> channels(Tier tier) {
        Map<String, Flow> flows = new LinkedHashMap<>();
        topology.behind(tier)
                .forEach(next -> flows.put(AgentSize.lane(topology, next), Flow.of(topology.streamsThrough(next))));
        if (flows.isEmpty()) {
            topology.storesInUse(tier).forEach(store -> flows.put(store.name().value(), flow(store, tier)));
        }
        return flows;
    }

    private AgentSize agent(Tier tier, long carrying, long senders, Standing standing) {
        Map<String, ChannelSize> channels = new LinkedHashMap<>();
        channels(tier).forEach((name, flow) -> {
            ChannelSize need = need(tier, flow, carrying);
            channels.put(name, standing.keep(name, reported(tier, need), batch));
        });
        Located<DataSize> given = tier.heap();
        if (given != null) {
            return new AgentSize(channels, given.value());
        }
        boolean isLast = topology.isStoreTier(tier);
        long sources = tier.equals(topology.tiers().get(0)) ? topology.streams().size() : 1;
        long sinks = isLast ? channels.size() : (tier.spare().value() + Demand.PAIR) * channels.size();
        HeapSize.Parts parts = new HeapSize.Parts(sources, sinks, isLast ? HeapSize.STORE_SINK : HeapSize.HOP_SINK);
        return new AgentSize(channels, standing.keep(heaps.of(parts, senders, channels.values())));
    }

    private ChannelSize need(Tier tier, Flow flow, long carrying) {
        return ChannelSize.of(
                tier.channel().value(), Backlog.of(flow, tier.hold().value(), carrying, batch));
    }

    private ChannelSize reported(Tier tier, ChannelSize need) {
        long limit =
                switch (need.kind()) {
                    case JOURNAL, KAFKA -> Long.MAX_VALUE;
                    case FILE -> StockComponents.FILE_CHANNEL_LIMIT;
                    case MEMORY -> StockComponents.MEMORY_CHANNEL_LIMIT;
                };
        if (need.capacity() > limit) {
            report.holdTooLong(tier, need.capacity(), limit);
        }
        return need;
    }

    private Flow flow(Store store, Tier tier) {
        return Flow.of(topology.streams().stream()
                .filter(stream -> topology.storesOf(stream, tier).contains(store))
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
        Map<String, List<Lock.Agent>> standing =
                lock.standing(Lock.TAIL).stream().collect(Collectors.groupingBy(Lock.Agent::host));
        flows.forEach((host, flow) -> {
            Standing before = new Standing(standing.getOrDefault(host, List.of()));
            ChannelSize channel = before.keep(AgentSize.HOP, reported(edge, need(edge, flow, 1)), batch);
            long streams = sources.getOrDefault(host, 0L);
            HeapSize.Parts parts = new HeapSize.Parts(streams, edge.spare().value() + Demand.PAIR, HeapSize.HOP_SINK);
            DataSize heap = before.keep(heaps.of(parts, streams, List.of(channel)));
            agents.put(host, new AgentSize(Map.of(AgentSize.HOP, channel), heap));
        });
        return agents;
    }
}
