package dev.headgate.topology.check;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Location;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks whether two environments of a file would meet. Used by one thread, once. */
public final class EnvironmentChecks {
    private final Topology own;
    private final Topology other;
    private final List<Problem> problems = new ArrayList<>();

    private EnvironmentChecks(Topology own, Topology other) {
        this.own = own;
        this.other = other;
    }

    /** Everything that a topology shares with itself in other environments and should not. */
    public static List<Problem> check(Topology own, List<Topology> others) {
        return others.stream()
                .map(other -> new EnvironmentChecks(own, other))
                .flatMap(EnvironmentChecks::problems)
                .toList();
    }

    private Stream<Problem> problems() {
        hosts();
        agentNames();
        own.storesInUse().forEach(store -> other.storesInUse().stream()
                .filter(candidate -> isSame(store, candidate))
                .findFirst()
                .ifPresent(same -> report(
                        store.at(place(store)),
                        "Store '%s' lands where store '%s' of environment '%s' does"
                                .formatted(store.name().value(), same.name().value(), other.environment()),
                        "their events would mix. Write ${environment} into its %s, or give it another below 'environments'"
                                .formatted(place(store)))));
        return problems.stream();
    }

    private void hosts() {
        Set<String> taken =
                agentHosts(other).flatMap(hosts -> hosts.value().stream()).collect(Collectors.toSet());
        agentHosts(own).forEach(hosts -> hosts.value().stream()
                .filter(taken::contains)
                .findFirst()
                .ifPresent(host -> report(
                        hosts.at(),
                        "Host '%s' has agents of environment '%s' too".formatted(host, other.environment()),
                        "they would take each other's ports. Give each environment hosts of its own")));
    }

    /** Environment {@code a} and tier {@code b-c} would name agents as environment {@code a-b} and tier {@code c}. */
    private void agentNames() {
        Set<String> names = other.tiers().stream()
                .map(tier -> other.agentPrefix() + tier.name().value())
                .collect(Collectors.toCollection(HashSet::new));
        for (Tier tier : own.tiers()) {
            if (names.contains(own.agentPrefix() + tier.name().value())) {
                report(
                        tier.name().at(),
                        "Agents of tier '%s' are named like some of environment '%s'"
                                .formatted(tier.name().value(), other.environment()),
                        "their folders and files would be the same. Rename the tier or the environment");
            }
        }
    }

    private static Stream<Located<List<String>>> agentHosts(Topology topology) {
        return Stream.concat(
                topology.tiers().stream().map(tier -> tier.pool().hosts()),
                topology.streams().stream()
                        .filter(stream -> stream.sending() instanceof Sending.Tail)
                        .map(EventStream::hosts));
    }

    private static String place(Store store) {
        return store instanceof Store.Hdfs ? "path" : store instanceof Store.HBase ? "table" : "topic";
    }

    private static boolean isSame(Store store, Store candidate) {
        if (store instanceof Store.Hdfs hdfs && candidate instanceof Store.Hdfs otherHdfs) {
            String fixed = fixed(hdfs);
            String otherFixed = fixed(otherHdfs);
            return fixed.startsWith(otherFixed) || otherFixed.startsWith(fixed);
        }
        if (store instanceof Store.HBase hbase && candidate instanceof Store.HBase otherHbase) {
            return hbase.table().value().equals(otherHbase.table().value())
                    && share(hbase.zookeeper().value(), otherHbase.zookeeper().value());
        }
        return store instanceof Store.Kafka kafka
                && candidate instanceof Store.Kafka otherKafka
                && kafka.topic().value().equals(otherKafka.topic().value())
                && share(kafka.brokers().value(), otherKafka.brokers().value());
    }

    /** The folders of a path that are the same for all events, with a slash at the end. */
    private static String fixed(Store.Hdfs store) {
        String path = store.path().value();
        int variable = path.indexOf('%');
        return variable < 0 ? path.replaceAll("/*$", "/") : path.substring(0, path.lastIndexOf('/', variable) + 1);
    }

    private static boolean share(String servers, String others) {
        Set<String> known = Set.copyOf(Arrays.asList(others.replace(" ", "").split(",")));
        return Arrays.stream(servers.replace(" ", "").split(",")).anyMatch(known::contains);
    }

    private void report(Location at, String what, String why) {
        problems.add(new Problem(TopologyRule.ENVIRONMENT_COLLISION, at, what + ": " + why + "."));
    }
}
