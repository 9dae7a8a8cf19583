package dev.headgate.topology.place;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.size.Demand;
import dev.headgate.topology.size.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent with the most to do carries of its tier's load, while all agents are up: {@code bytes that flow through it / bytes
 * that flow through the tier}. A sender is bound to one agent, so few senders cannot be divided evenly.
 *
 * @param part of 1
 * @param senders that the tier takes from
 * @param room how many agents more the hosts of its tier have room for
 */
public record Share(String tier, String agent, double part, int agents, int senders, long room) {
    /** What would make it less. */
    public String remedy() {
        if (senders < Demand.FEW) {
            return "Fewer than three senders cannot be divided among three";
        }
        return room == 0
                ? "A host more in 'tiers." + tier + ".hosts' gives it one agent more"
                : "Its senders differ in their load: divide the streams of the heaviest among more of them";
    }

    /** Of each tier with three agents or more in which one carries over a third. */
    public static List<Share> uneven(Placement placement) {
        Reckoning reckoning = new Reckoning(placement);
        List<Share> shares = new ArrayList<>();
        for (Tier tier : placement.topology().tiers()) {
            reckoning
                    .most(tier.name().value())
                    .filter(share -> share.part > Demand.MOST_OF_LOAD)
                    .ifPresent(shares::add);
        }
        return shares;
    }

    /** Loads by agent and stream. Used by one thread, once. */
    private static final class Reckoning {
        private final Placement placement;
        private final Map<String, Map<EventStream, Double>> loads = new HashMap<>();
        private final Map<String, Agent> agents = new HashMap<>();
        private final Map<String, Integer> senders = new HashMap<>();

        Reckoning(Placement placement) {
            this.placement = placement;
            placement.agents().forEach(agent -> agents.put(agent.name(), agent));
            Map<String, EventStream> streams = new HashMap<>();
            placement
                    .topology()
                    .streams()
                    .forEach(stream -> streams.put(stream.name().value(), stream));
            for (AppServer server : placement.appServers()) {
                EventStream stream = streams.get(server.stream());
                if (stream != null) {
                    String first = server.delivery() instanceof AppServer.Delivery.Rpc rpc
                            ? rpc.agents().get(0)
                            : ((AppServer.Delivery.Tail) server.delivery()).agent();
                    count(first);
                    add(first, stream, (double) Flow.of(stream, 1).writtenPerHour());
                }
            }
            // Those on app servers come first, then tier by tier: whatever flows into an agent is known before it flows
            // on.
            placement.agents().stream()
                    .filter(agent -> !agent.isDraining() || agent.tier().equals(Lock.TAIL))
                    .forEach(this::on);
        }

        private void on(Agent agent) {
            Topology topology = placement.topology();
            agent.sinks().forEach(sink -> {
                Agent target = sink instanceof AgentSink.Hop hop
                        ? agents.get(hop.targets().get(0).agent())
                        : null;
                if (target != null) {
                    List<EventStream> through = topology.streamsThrough(topology.tier(target.tier()));
                    count(target.name());
                    of(agent.name()).forEach((stream, load) -> {
                        if (through.contains(stream)) {
                            add(target.name(), stream, load);
                        }
                    });
                }
            });
        }

        private Optional<Share> most(String tier) {
            List<Agent> own = placement.agents().stream()
                    .filter(agent -> agent.tier().equals(tier) && !agent.isDraining())
                    .toList();
            double all = own.stream().mapToDouble(this::sum).sum();
            int from = own.stream()
                    .mapToInt(agent -> senders.getOrDefault(agent.name(), 0))
                    .sum();
            Optional<Agent> most = own.stream().reduce((one, other) -> sum(other) > sum(one) ? other : one);
            return own.size() < Demand.FEW || all == 0
                    ? Optional.empty()
                    : most.map(agent ->
                            new Share(tier, agent.name(), sum(agent) / all, own.size(), from, room(tier, own.size())));
        }

        private long room(String tier, int agents) {
            Tier.Pool pool = placement.topology().tier(tier).pool();
            return pool.hosts().value().size() * pool.agentsPerHost().value() - agents;
        }

        private double sum(Agent agent) {
            return of(agent.name()).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }

        private void count(String agent) {
            senders.merge(agent, 1, Integer::sum);
        }

        private void add(String agent, EventStream stream, double load) {
            loads.computeIfAbsent(agent, none -> new HashMap<>()).merge(stream, load, Double::sum);
        }

        private Map<EventStream, Double> of(String agent) {
            return Optional.ofNullable(loads.get(agent)).orElse(Map.of());
        }
    }
}
