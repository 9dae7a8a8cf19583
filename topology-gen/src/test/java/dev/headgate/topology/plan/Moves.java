package dev.headgate.topology.plan;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.render.Deployment;
import dev.headgate.topology.size.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many senders have to move, if those that are alike are to be divided evenly. */
final class Moves {
    private final Deployment deployment;
    private final Lock before;
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, Long> tailed = new HashMap<>();

    /** Senders that are alike, with the first target that each had: those of one kind to one tier. */
    private final Map<String, List<Optional<String>>> alike = new HashMap<>();

    private final Map<String, String> tiers = new HashMap<>();

    Moves(Deployment deployment, Lock before) {
        this.deployment = deployment;
        this.before = before;
        deployment.agents().forEach(agent -> agents.put(agent.name(), agent));
    }

    long least() {
        String edge = deployment.placement().topology().tiers().get(0).name().value();
        Map<String, Long> loads = new HashMap<>();
        for (EventStream stream : deployment.placement().topology().streams()) {
            loads.put(stream.name().value(), Flow.of(stream, 1).writtenPerHour());
        }
        for (AppServer server : deployment.appServers()) {
            long load = loads.getOrDefault(server.stream(), 0L);
            if (server.delivery() instanceof AppServer.Delivery.Rpc) {
                add("first", load, edge, before.targetsOf(server.stream(), server.host()));
            } else if (server.delivery() instanceof AppServer.Delivery.Tail tail) {
                tailed.merge(tail.agent(), load, Long::sum);
            }
        }
        deployment.agents().forEach(agent -> agent.sinks().forEach(sink -> {
            if (sink instanceof AgentSink.Hop hop) {
                Lock.Agent old = before.agents().get(agent.name());
                Agent target = agents.get(hop.targets().get(0).agent());
                add(
                        agent.isDraining() ? "leaving" : agent.tier().equals(Agent.TAIL) ? "first" : "inner",
                        agent.isDraining() ? 1L : tailed.getOrDefault(agent.name(), 1L),
                        target == null ? "" : target.tier(),
                        old == null ? List.of() : old.targets(sink.channel()));
            }
        }));
        return alike.entrySet().stream()
                .mapToLong(entry -> least(entry.getValue(), tiers.getOrDefault(entry.getKey(), "")))
                .sum();
    }

    private void add(String kind, long load, String tier, List<String> had) {
        String key = kind + " " + (Long.SIZE - Long.numberOfLeadingZeros(load)) + " " + tier;
        tiers.put(key, tier);
        alike.computeIfAbsent(key, none -> new ArrayList<>()).add(had.stream().findFirst());
    }

    private long least(List<Optional<String>> senders, String tier) {
        List<String> targets = deployment.agents().stream()
                .filter(agent -> agent.tier().equals(tier) && !agent.isDraining())
                .map(Agent::name)
                .toList();
        Map<String, Integer> had = new HashMap<>();
        senders.forEach(
                sender -> sender.filter(targets::contains).ifPresent(target -> had.merge(target, 1, Integer::sum)));
        int base = senders.size() / targets.size();
        long stay = had.values().stream()
                        .mapToInt(count -> Math.min(count, base))
                        .sum()
                + Math.min(
                        senders.size() % targets.size(),
                        had.values().stream().filter(count -> count > base).count());
        return senders.stream().filter(Optional::isPresent).count() - stay;
    }
}
