package dev.headgate.topology.adopt;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfFile;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes a first topology of flume.conf files: tiers of the agents by whom they send to, streams of the sources that take from
 * outside, stores of the sinks that write to them, and routes of the ways between. What the files do not say, such as rates, is
 * put in with a mark. Used by one thread, once.
 */
public final class Adoption {
    private final Findings findings = new Findings();
    private final List<Machine> machines = new ArrayList<>();
    private final Map<ConfComponent, StoreSketch> stores = new LinkedHashMap<>();
    private final Wiring wiring;
    private final List<StreamSketch> streams;
    private final List<TierSketch> tiers;

    private Adoption(List<ConfFile> files, ComponentCatalog catalog) {
        files.forEach(file -> file.agents().stream()
                .filter(agent -> !agent.active(ConfGroup.SINKS).isEmpty())
                .forEach(agent -> machines.add(new Machine(agent))));
        this.wiring = new Wiring(machines, findings);
        stores(new SinkAdoption(catalog, findings));
        this.streams = new SourceAdoption(wiring, findings).of(machines);
        this.tiers = tiers();
    }

    /**
     * A topology.
     *
     * @param yaml nothing where the files hold no source from outside, or no sink to a store
     * @param problems what is left out or stands otherwise, and why
     */
    public record Adopted(Optional<String> yaml, List<Problem> problems) {}

    /**
     * Reads agents into a topology.
     *
     * @param name of the topology
     * @param catalog what our sinks have declared
     */
    public static Adopted of(List<ConfFile> files, String name, ComponentCatalog catalog) {
        Adoption adoption = new Adoption(files, catalog);
        List<RouteSketch> routes = adoption.routes();
        Optional<String> yaml = routes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Sketch(name, adoption.routed(routes), adoption.tiers, routes, adoption.findings).yaml());
        return new Adopted(yaml, adoption.findings.problems());
    }

    private void stores(SinkAdoption sinks) {
        Names names = new Names();
        Map<Map<String, String>, StoreSketch> byKeys = new LinkedHashMap<>();
        for (Machine machine : machines) {
            for (ConfComponent sink : machine.conf().active(ConfGroup.SINKS)) {
                sinks.of(sink)
                        .ifPresent(keys -> stores.put(
                                sink,
                                byKeys.computeIfAbsent(
                                        keys, none -> new StoreSketch(names.like(sink.name(), "store"), keys))));
                if (Types.sink(sink) == Types.End.OTHER) {
                    findings.leftOut(
                            sink.at(),
                            "Sink '%s' of type '%s' is left out".formatted(sink.name(), sink.type()),
                            "stores are HDFS, HBase and Kafka. Keep an agent of your own for it that takes from Kafka");
                }
            }
            machine.conf()
                    .active(ConfGroup.SINKGROUPS)
                    .forEach(group -> findings.leftOut(
                            group.at(),
                            "Sink group '%s' is left out".formatted(group.name()),
                            "every agent sends to one of the next tier and has fall-backs, without a group"));
        }
    }

    /** Outermost first; an agent on an app server is none, unless it writes to stores itself. */
    private List<TierSketch> tiers() {
        TreeMap<Integer, List<Machine>> levels = new TreeMap<>();
        List<Machine> split = new ArrayList<>();
        for (Machine machine : machines) {
            if (wiring.level(machine) > 0 && !storesOf(machine).isEmpty()) {
                findings.leftOut(
                        machine.conf().at(),
                        "Agent '%s' writes to stores and sends on".formatted(machine.name()),
                        "a tier does one of the two. In the topology the last tier writes to them");
            }
            if (!machine.isOnAppServer()) {
                levels.computeIfAbsent(wiring.level(machine), none -> new ArrayList<>())
                        .add(machine);
            } else if (machine.behind().isEmpty()) {
                split.add(machine);
            }
        }
        Names names = new Names();
        List<TierSketch> made = new ArrayList<>();
        for (int level : levels.descendingKeySet()) {
            List<List<Machine>> groups = level == 0 && levels.size() > 1
                    ? byStores(levels.getOrDefault(level, List.of()))
                    : List.of(levels.getOrDefault(level, List.of()));
            for (List<Machine> group : groups) {
                String usual = level == 0 ? "store" : level == levels.lastKey() ? "edge" : "middle";
                String common = Names.common(group.stream().map(Machine::name).toList());
                boolean isPlain = common.length() < 3 || machines.size() == 1;
                made.add(new TierSketch(names.like(isPlain ? usual : common, usual), group, false));
            }
        }
        if (made.isEmpty() && !split.isEmpty()) {
            made.add(new TierSketch(names.like("store", "store"), split, true));
        }
        return made;
    }

    /** Agents that write to no store in common are tiers of their own, side by side. */
    private List<List<Machine>> byStores(List<Machine> writing) {
        List<List<Machine>> groups = new ArrayList<>();
        for (Machine machine : writing) {
            List<Machine> own = new ArrayList<>(List.of(machine));
            groups.removeIf(group -> {
                boolean shares = group.stream().anyMatch(other -> share(storesOf(other), storesOf(machine)));
                if (shares) {
                    own.addAll(0, group);
                }
                return shares;
            });
            groups.add(own);
        }
        return groups;
    }

    private Set<StoreSketch> storesOf(Machine machine) {
        Set<StoreSketch> own = new LinkedHashSet<>();
        machine.conf().active(ConfGroup.SINKS).forEach(sink -> Optional.ofNullable(stores.get(sink))
                .ifPresent(own::add));
        return own;
    }

    private static boolean share(Set<StoreSketch> some, Set<StoreSketch> others) {
        return some.isEmpty() || others.isEmpty() || some.stream().anyMatch(others::contains);
    }

    private List<RouteSketch> routes() {
        List<RouteSketch> routes = new ArrayList<>();
        for (StreamSketch stream : streams) {
            Map<RouteSketch, Set<StoreSketch>> landings = new LinkedHashMap<>();
            Routing.of(stream, stores, findings)
                    .forEach((store, whens) -> whens.forEach(when -> landings.computeIfAbsent(
                                    new RouteSketch(stream, when, by(store), Set.of()), none -> new LinkedHashSet<>())
                            .add(store)));
            landings.forEach((route, to) -> routes.add(route.to(to)));
            if (landings.isEmpty()) {
                findings.leftOut(
                        stream.source().at(),
                        "Source '%s' is left out".formatted(stream.source().name()),
                        "what it takes in lands in no store that a topology knows, as far as the files say");
            }
        }
        return tiers.isEmpty() ? List.of() : routes;
    }

    /** The tier that writes the store, where it is not the last one. */
    private String by(StoreSketch store) {
        for (int tier = 0; tier < tiers.size() - 1; tier++) {
            boolean writes = tiers.get(tier).machines().stream()
                    .anyMatch(machine ->
                            wiring.level(machine) == 0 && storesOf(machine).contains(store));
            if (writes) {
                return tiers.get(tier).name();
            }
        }
        return "";
    }

    private List<StreamSketch> routed(List<RouteSketch> routes) {
        return streams.stream()
                .filter(stream ->
                        routes.stream().anyMatch(route -> route.stream().equals(stream)))
                .toList();
    }
}
