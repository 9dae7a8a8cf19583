package dev.headgate.topology.model;

import dev.headgate.kit.option.DataSize;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was given out when a topology was last rendered, so that the next edit moves only what it must. Immutable.
 *
 * @param topology whose lock it is; empty where nothing was given out
 * @param agents by name
 * @param appServers by stream and host, the agents that an app server calls: the one that it is bound to, then its fall-backs
 */
public record Lock(
        String topology,
        SortedMap<String, Agent> agents,
        SortedMap<String, SortedMap<String, List<String>>> appServers) {
    /** What stands for a tier where an agent is on an app server. */
    public static final String TAIL = "tail";

    /** The lane of an agent that sends on, and its channel, where there is one alone. */
    public static final String HOP = "hop";

    private static final Lock NONE = new Lock("", new TreeMap<>(), new TreeMap<>());

    public Lock {
        agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
        SortedMap<String, SortedMap<String, List<String>>> copy = new TreeMap<>();
        appServers.forEach(
                (stream, hosts) -> copy.put(stream, Collections.unmodifiableSortedMap(new TreeMap<>(hosts))));
        appServers = Collections.unmodifiableSortedMap(copy);
    }

    /** Nothing was given out yet. */
    public static Lock none() {
        return NONE;
    }

    public boolean isEmpty() {
        return agents.isEmpty() && appServers.isEmpty();
    }

    /** The agents of a tier that events are sent to. */
    public List<Agent> standing(String tier) {
        return agents.values().stream()
                .filter(agent -> !agent.draining() && agent.tier().equals(tier))
                .toList();
    }

    /** The agents that empty their channels before they go. */
    public List<Agent> draining() {
        return agents.values().stream().filter(Agent::draining).toList();
    }

    /** What the app server called, in order; nothing where it was not there. */
    public List<String> targetsOf(String stream, String host) {
        return Optional.ofNullable(appServers.get(stream))
                .map(hosts -> hosts.get(host))
                .orElse(List.of());
    }

    /** The same without an agent. */
    public Lock without(String agent) {
        SortedMap<String, Agent> rest = new TreeMap<>(agents);
        rest.remove(agent);
        return new Lock(topology, rest, appServers);
    }

    /**
     * What an agent was given.
     *
     * @param inputs the ports of its sources, by their names
     * @param metrics the port of its metrics page
     * @param folder of its channels and positions
     * @param channels by name
     * @param lanes by channel, the agents of the next tier that the lane is bound to, in order; none where it writes to stores
     * @param draining whether it only empties its channels
     */
    public record Agent(
            String name,
            String tier,
            String host,
            Map<String, Integer> inputs,
            int metrics,
            String folder,
            DataSize heap,
            Map<String, Channel> channels,
            Map<String, List<String>> lanes,
            boolean draining) {
        public Agent {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
            channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
            lanes = Collections.unmodifiableMap(new LinkedHashMap<>(lanes));
        }

        /** The agents that the lane of a channel is bound to; none where it has none. */
        public List<String> targets(String channel) {
            return lanes.getOrDefault(channel, List.of());
        }

        /** Whether it writes to stores. */
        public boolean isAtStores() {
            return lanes.isEmpty();
        }
    }

    /**
     * A channel of an agent.
     *
     * @param capacity events
     * @param bytes that it was made to hold
     */
    public record Channel(ChannelKind kind, long capacity, DataSize bytes) {}
}
