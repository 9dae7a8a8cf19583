package dev.headgate.topology.place;

import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import java.util.List;

/**
 * Every agent and every app server, with hosts, ports, directories and lanes.
 *
 * @param agents those on app servers first, then tier by tier, outermost first
 * @param appServers in the order of the file
 */
public record Placement(Topology topology, List<Agent> agents, List<AppServer> appServers) {
    public Placement {
        agents = List.copyOf(agents);
        appServers = List.copyOf(appServers);
    }

    /** The stores that anything lands in. */
    public List<Store> stores() {
        return topology.storesInUse();
    }
}
