package dev.headgate.topology.place;

import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.size.Sizes;
import java.util.List;

/**
 * Every agent and every app server, with hosts, ports, directories and lanes.
 *
 * @param agents those on app servers first, then tier by tier, outermost first; those that drain last
 * @param appServers in the order of the file
 * @param lock all that was given out, as the next edit needs it
 */
public record Placement(Sizes sizes, List<Agent> agents, List<AppServer> appServers, Lock lock) {
    public Placement {
        agents = List.copyOf(agents);
        appServers = List.copyOf(appServers);
    }

    public Topology topology() {
        return sizes.topology();
    }

    /** The stores that anything lands in. */
    public List<Store> stores() {
        return topology().storesInUse();
    }
}
