package dev.headgate.topology.graph;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What flows through each agent while all agents are up: every sender uses its first target, and an agent with several lanes
 * sends along each what goes by the tier at its end. Used by one thread, once.
 */
final class Flows {
    private final Map<String, EventStream> streams;
    private final Map<String, Agent> agents;
    private final Map<String, Load> agentLoads = new LinkedHashMap<>();
    private final Map<Way, Load> ways = new LinkedHashMap<>();

    /** From a stream, tier or store to another, by name. */
    record Way(Node from, Node to) {}

    /** A stream, a tier or a store. */
    record Node(Picture.Kind kind, String name) {}

    Flows(Placement placement) {
        streams = placement.topology().streams().stream()
                .collect(Collectors.toMap(stream -> stream.name().value(), Function.identity()));
        agents = placement.agents().stream().collect(Collectors.toMap(Agent::name, Function.identity()));
        placement.appServers().forEach(this::appServer);
        // Those on app servers come first, then tier by tier: whatever flows into an agent is known before it flows on.
        placement.agents().forEach(agent -> agent(agent, placement));
    }

    Load of(Agent agent) {
        return agentLoads.getOrDefault(agent.name(), new Load());
    }

    Map<Way, Load> ways() {
        return ways;
    }

    private void appServer(AppServer server) {
        EventStream stream = streams.get(server.stream());
        Load load = new Load();
        if (stream != null) {
            load.add(stream, stream.events().value().perHour() / 3600.0);
        }
        String first = server.delivery() instanceof AppServer.Delivery.Rpc rpc
                ? rpc.agents().get(0)
                : ((AppServer.Delivery.Tail) server.delivery()).agent();
        flow(new Node(Picture.Kind.STREAM, server.stream()), first, load, 1);
    }

    private void agent(Agent agent, Placement placement) {
        Load load = of(agent);
        Node tier = new Node(Picture.Kind.TIER, agent.tier());
        List<AgentSink.Hop> hops = agent.sinks().stream()
                .filter(AgentSink.Hop.class::isInstance)
                .map(AgentSink.Hop.class::cast)
                .toList();
        hops.forEach(hop -> hop(tier, hop, load, placement.topology()));
        if (hops.isEmpty()) {
            Tier own = placement.topology().tier(agent.tier());
            load.byStream().forEach((stream, perSecond) -> {
                for (Store store : placement.topology().storesOf(stream, own)) {
                    Load stored = new Load();
                    stored.add(stream, perSecond);
                    add(tier, new Node(Picture.Kind.STORE, store.name().value()), stored, 1);
                }
            });
        }
    }

    /** Only the streams that go by a tier flow to it. */
    private void hop(Node from, AgentSink.Hop hop, Load load, Topology topology) {
        String first = hop.targets().get(0).agent();
        Agent target = agents.get(first);
        List<EventStream> through = target == null ? List.of() : topology.streamsThrough(topology.tier(target.tier()));
        Load own = new Load();
        load.byStream().forEach((stream, perSecond) -> {
            if (through.contains(stream)) {
                own.add(stream, perSecond);
            }
        });
        flow(from, first, own, 1);
    }

    private void flow(Node from, String agent, Load load, double share) {
        agentLoads.computeIfAbsent(agent, name -> new Load()).add(load, share);
        Agent target = agents.get(agent);
        if (target != null) {
            add(from, new Node(Picture.Kind.TIER, target.tier()), load, share);
        }
    }

    private void add(Node from, Node to, Load load, double share) {
        ways.computeIfAbsent(new Way(from, to), way -> new Load()).add(load, share);
    }
}
