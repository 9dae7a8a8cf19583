package dev.headgate.topology.place;

import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts all that was given out into a lock. */
final class GivenOut {
    private GivenOut() {}

    /**
     * The lock.
     *
     * @param before that of the agents which leave: they keep their ports, to be called back
     */
    static Lock lock(Topology topology, List<Agent> agents, List<AppServer> appServers, Lock before) {
        SortedMap<String, Lock.Agent> given = new TreeMap<>();
        agents.forEach(agent -> given.put(agent.name(), agent(agent, before)));
        SortedMap<String, SortedMap<String, List<String>>> calls = new TreeMap<>();
        for (AppServer server : appServers) {
            if (server.delivery() instanceof AppServer.Delivery.Rpc rpc) {
                calls.computeIfAbsent(server.stream(), none -> new TreeMap<>()).put(server.host(), rpc.agents());
            }
        }
        return new Lock(topology.fullName(), given, calls);
    }

    private static Lock.Agent agent(Agent agent, Lock before) {
        Map<String, Integer> inputs = new LinkedHashMap<>();
        agent.sources().forEach(source -> {
            if (source instanceof AgentSource.Listening listening) {
                inputs.put(listening.name(), listening.endpoint().port());
            }
        });
        Lock.Agent old = before.agents().get(agent.name());
        Map<String, Lock.Channel> channels = new LinkedHashMap<>();
        agent.channels()
                .forEach(channel -> channels.put(
                        channel.name(),
                        new Lock.Channel(
                                channel.size().kind(),
                                channel.size().capacity(),
                                channel.size().bytes())));
        return new Lock.Agent(
                agent.name(),
                agent.tier(),
                agent.host(),
                agent.isDraining() && old != null ? old.inputs() : inputs,
                agent.metrics().port(),
                agent.folder(),
                agent.jvm().heap(),
                channels,
                lanes(agent),
                agent.isDraining());
    }

    private static Map<String, List<String>> lanes(Agent agent) {
        Map<String, List<String>> lanes = new LinkedHashMap<>();
        agent.sinks().forEach(sink -> {
            if (sink instanceof AgentSink.Hop hop) {
                lanes.put(
                        hop.channel(),
                        hop.targets().stream().map(AgentSink.Target::agent).toList());
            }
        });
        return lanes;
    }
}
