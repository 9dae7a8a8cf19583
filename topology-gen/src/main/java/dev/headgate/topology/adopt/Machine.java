package dev.headgate.topology.adopt;

import dev.headgate.topology.conf.ConfAgent;
import dev.headgate.topology.conf.ConfComponent;
import dev.headgate.topology.conf.ConfGroup;
import dev.headgate.topology.model.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent of a file, the hosts that it runs on as far as others name them, and where its sinks lead. Used by one thread. */
final class Machine {
    private static final Set<String> LOCAL = Set.of("", "0.0.0.0", "::", "localhost");

    private final ConfAgent conf;
    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();
    private final Map<String, List<Machine>> behind = new LinkedHashMap<>();

    Machine(ConfAgent conf) {
        this.conf = conf;
        listening().forEach(source -> bind(source).ifPresent(bound::add));
        hosts.addAll(bound);
    }

    /** A host and a port that a sink sends to. */
    record Target(String host, String port) {
        boolean isNamed() {
            return !host.isEmpty() && !port.isEmpty() && !host.contains("$");
        }
    }

    ConfAgent conf() {
        return conf;
    }

    String name() {
        return conf.name();
    }

    /** Where it runs; a name that nobody has where the files do not say. */
    List<String> hosts() {
        return hosts.isEmpty() ? List.of(name().replaceAll("[^A-Za-z0-9-]", "-") + ".example.com") : List.copyOf(hosts);
    }

    boolean isPlaceKnown() {
        return !hosts.isEmpty();
    }

    /** Whether its files say that it listens at another address alone. */
    boolean isBoundElsewhere(String host) {
        return !bound.isEmpty() && !bound.contains(host);
    }

    void runsOn(String host) {
        hosts.add(host);
    }

    /** The sources that listen for events of others. */
    List<ConfComponent> listening() {
        return conf.active(ConfGroup.SOURCES).stream()
                .filter(source ->
                        source.find("port").isPresent() || source.find("ports").isPresent())
                .toList();
    }

    boolean listensOn(String port) {
        return hop(port).isPresent();
    }

    /** The source that takes from other agents on the port. */
    Optional<ConfComponent> hop(String port) {
        return listening().stream()
                .filter(source -> Types.source(source) == Types.Way.AVRO || Types.source(source) == Types.Way.THRIFT)
                .filter(source ->
                        source.find("port").map(Located::value).orElse("").equals(port))
                .findFirst();
    }

    Optional<String> bind(ConfComponent source) {
        return source.find("bind")
                .map(Located::value)
                .filter(host -> !LOCAL.contains(host) && !host.startsWith("127.") && !host.contains("$"));
    }

    /** Where a sink sends to; nothing where it is no sink to another agent. */
    static List<Target> targets(ConfComponent sink) {
        return switch (Types.sink(sink)) {
            case HOP -> List.of(new Target(value(sink, "hostname"), value(sink, "port")));
            case LANE ->
                Arrays.stream(value(sink, "targets").split(","))
                        .map(String::strip)
                        .filter(target -> target.lastIndexOf(':') > 0)
                        .map(target -> new Target(
                                target.substring(0, target.lastIndexOf(':')),
                                target.substring(target.lastIndexOf(':') + 1)))
                        .toList();
            case HDFS, HBASE, KAFKA, OWN_HDFS, OWN_HBASE, OWN_KAFKA, OTHER -> List.of();
        };
    }

    private static String value(ConfComponent component, String key) {
        return component.find(key).map(Located::value).orElse("");
    }

    void leadsTo(String sink, Machine target) {
        List<Machine> known = behind.computeIfAbsent(sink, none -> new ArrayList<>());
        if (!known.contains(target)) {
            known.add(target);
        }
    }

    /** The agents that a sink leads to. */
    List<Machine> behind(String sink) {
        return behind.getOrDefault(sink, List.of());
    }

    /** All agents that it sends to. */
    Set<Machine> behind() {
        Set<Machine> all = new LinkedHashSet<>();
        behind.values().forEach(all::addAll);
        return all;
    }

    /** Whether all that it takes in are files of its own machine, and it sends on. */
    boolean isOnAppServer() {
        List<ConfComponent> sources = conf.active(ConfGroup.SOURCES);
        return !sources.isEmpty() && sources.stream().allMatch(source -> Types.source(source) == Types.Way.TAIL);
    }
}
