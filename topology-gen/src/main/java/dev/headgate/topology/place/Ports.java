package dev.headgate.topology.place;

import dev.headgate.topology.model.Lock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives out the ports of hosts: those that were given before, else the lowest that is free. Used by one thread, once. */
final class Ports {
    static final int HIGHEST = 65_535;

    private final Site site;
    private final int first;
    private final Map<String, Set<Integer>> taken = new HashMap<>();
    private final Map<String, Integer> next = new HashMap<>();
    private boolean exhausted;

    /**
     * @param lock whose ports nobody else gets
     * @param first where the topology's ports begin
     */
    Ports(Site site, Lock lock, int first) {
        this.site = site;
        this.first = first;
        lock.agents().values().forEach(agent -> {
            Set<Integer> ports = taken.computeIfAbsent(machine(agent.host()), none -> new HashSet<>());
            ports.addAll(agent.inputs().values());
            ports.add(agent.metrics());
        });
    }

    /** A port of the host. */
    Endpoint give(String host, Optional<Integer> before) {
        int port = before.orElseGet(() -> free(machine(host)));
        return new Endpoint(site.address(host), port);
    }

    /** Whether a port was given out that there is not. */
    boolean exhausted() {
        return exhausted;
    }

    private int free(String machine) {
        Set<Integer> ports = taken.computeIfAbsent(machine, none -> new HashSet<>());
        int port = next.getOrDefault(machine, first);
        while (!ports.add(port)) {
            port++;
        }
        next.put(machine, port + 1);
        exhausted |= port > HIGHEST;
        return port;
    }

    private String machine(String host) {
        return site.isOneMachine() ? "" : host;
    }
}
