package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds which agents the sinks of others lead to, and how far each agent is from the stores. Used by one thread, once. */
final class Wiring {
    private final List<Machine> machines;
    private final Findings findings;
    private final Map<Machine, Integer> levels = new HashMap<>();

    Wiring(List<Machine> machines, Findings findings) {
        this.machines = machines;
        this.findings = findings;
        machines.forEach(this::connect);
    }

    private void connect(Machine machine) {
        for (ConfComponent sink : machine.conf().active(ConfGroup.SINKS)) {
            for (Machine.Target target : Machine.targets(sink)) {
                Optional<Machine> found = target.isNamed() ? at(target, machine) : Optional.empty();
                if (found.isEmpty()) {
                    findings.leftOut(
                            sink.at(),
                            "Sink '%s' of agent '%s' sends to '%s:%s'"
                                    .formatted(sink.name(), machine.name(), target.host(), target.port()),
                            "no agent of the files listens there. Give the files of that agent too, or put it in by hand");
                } else {
                    if (!found.get().isBoundElsewhere(target.host())) {
                        found.get().runsOn(target.host());
                    }
                    machine.leadsTo(sink.name(), found.get());
                }
            }
        }
    }

    /** The agent that listens there: the one that names the host, or that is named like it, or the only one with the port. */
    private Optional<Machine> at(Machine.Target target, Machine sender) {
        List<Machine> listening = machines.stream()
                .filter(machine -> !machine.equals(sender) && machine.listensOn(target.port()))
                .toList();
        String label = target.host().replaceAll("\\..*", "").toLowerCase(Locale.ROOT);
        return Stream.<Predicate<Machine>>of(
                        machine -> machine.isPlaceKnown() && machine.hosts().contains(target.host()),
                        machine -> machine.conf().at().source().name().contains(label),
                        machine -> label.startsWith(machine.name().toLowerCase(Locale.ROOT)),
                        machine -> !machine.isPlaceKnown(),
                        machine -> true)
                .flatMap(fits -> listening.stream()
                        .filter(machine -> !machine.isBoundElsewhere(target.host()))
                        .filter(fits))
                .findFirst()
                .or(() -> listening.stream().findFirst());
    }

    /** 0 for agents that send to no other; one more than the farthest that it sends to for others. */
    int level(Machine machine) {
        return level(machine, new ArrayList<>());
    }

    private int level(Machine machine, List<Machine> path) {
        Integer known = levels.get(machine);
        if (known != null) {
            return known;
        }
        if (path.contains(machine)) {
            findings.leftOut(
                    machine.conf().at(),
                    "Agent '%s' sends to itself by way of others".formatted(machine.name()),
                    "tiers have an order. Take the way back out");
            return 0;
        }
        path.add(machine);
        int level = machine.behind().stream()
                .mapToInt(next -> level(next, path) + 1)
                .max()
                .orElse(0);
        path.remove(machine);
        levels.put(machine, level);
        return level;
    }

    /** Whether another agent sends to the source. */
    boolean isFedByAgents(Machine machine, ConfComponent source) {
        return machines.stream()
                .flatMap(sender -> sender.conf().active(ConfGroup.SINKS).stream()
                        .filter(sink -> sender.behind(sink.name()).contains(machine))
                        .flatMap(sink -> Machine.targets(sink).stream()))
                .anyMatch(target -> machine.hop(target.port())
                        .filter(candidate -> candidate.name().equals(source.name()))
                        .isPresent());
    }
}
