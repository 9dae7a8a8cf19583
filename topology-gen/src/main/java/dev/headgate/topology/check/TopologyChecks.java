package dev.headgate.topology.check;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.FileRule;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Protocol;
import dev.headgate.topology.model.Route;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at what refers to what in a topology. Used by one thread, once. */
public final class TopologyChecks {
    private final Topology topology;
    private final List<Problem> problems = new ArrayList<>();

    private TopologyChecks(Topology topology) {
        this.topology = topology;
    }

    /** Everything that is wrong, and what is worth a warning. */
    public static List<Problem> check(Topology topology) {
        TopologyChecks checks = new TopologyChecks(topology);
        checks.routes();
        if (checks.problems.isEmpty()) {
            checks.storeTiers();
            checks.landings();
            // A mistyped name in a route would be reported once more, as a stream or store that no route names.
            checks.streamsWithoutRoute();
            checks.conditionalStreams();
            checks.unusedStores();
        }
        checks.unacknowledged();
        checks.sinkKeysOfTheLastTier();
        checks.rpcHosts();
        checks.poolHosts();
        return List.copyOf(checks.problems);
    }

    private void routes() {
        List<String> streams =
                topology.streams().stream().map(stream -> stream.name().value()).toList();
        List<String> stores =
                topology.stores().stream().map(store -> store.name().value()).toList();
        List<String> tiers =
                topology.tiers().stream().map(tier -> tier.name().value()).toList();
        for (Route route : topology.routes()) {
            route.streams().forEach(name -> known(TopologyRule.UNKNOWN_STREAM, "stream", name, streams));
            route.to().forEach(name -> known(TopologyRule.UNKNOWN_STORE, "store", name, stores));
            Optional.ofNullable(route.by()).ifPresent(name -> known(TopologyRule.UNKNOWN_TIER, "tier", name, tiers));
        }
    }

    private void storeTiers() {
        List<Tier> writing = topology.tiers().isEmpty() ? List.of() : topology.storeTiers();
        int sending = topology.tiers().size() - writing.size();
        for (Tier tier : writing) {
            if (topology.tiers().indexOf(tier) < sending) {
                Tier behind = topology.tiers().stream()
                        .filter(candidate -> !writing.contains(candidate))
                        .reduce((outer, inner) -> inner)
                        .orElseThrow();
                report(
                        TopologyRule.STORE_TIERS,
                        by(tier),
                        "Tier '%s' cannot write to stores: tier '%s' stands behind it and sends on. Name a tier that stands behind all that send on, or move it there."
                                .formatted(tier.name().value(), behind.name().value()));
            } else if (writing.size() > 1 && topology.routesBy(tier).isEmpty()) {
                report(
                        TopologyRule.STORE_TIERS,
                        tier.name(),
                        "Tier '%s' has no route: every route goes by another tier, and nothing would flow into it. Say 'by: %s' in a route, or remove it."
                                .formatted(tier.name().value(), tier.name().value()));
            }
        }
        if (sending == 0 && writing.size() > 1) {
            report(
                    TopologyRule.STORE_TIERS,
                    writing.get(1).name(),
                    "Tier '%s' writes to stores beside tier '%s', and no tier sends to them: an app server sends all that it has to one agent. Put a tier before them."
                            .formatted(
                                    writing.get(1).name().value(),
                                    writing.get(0).name().value()));
        }
    }

    private Located<String> by(Tier tier) {
        return topology.routesBy(tier).stream()
                .flatMap(route -> Stream.ofNullable(route.by()))
                .findFirst()
                .orElse(tier.name());
    }

    /** What two tiers write to one store lands there twice. */
    private void landings() {
        for (Route route : topology.routes()) {
            Located<String> by = route.by();
            if (by == null || topology.tiers().isEmpty()) {
                continue;
            }
            topology.routes().stream()
                    .filter(other -> !topology.tierOf(other).equals(topology.tierOf(route)) && route.meets(other))
                    .filter(other -> share(route.streams(), other.streams()) && share(route.to(), other.to()))
                    .findFirst()
                    .ifPresent(other -> report(
                            TopologyRule.LANDS_TWICE,
                            by,
                            "Some events would land twice in a store: tier '%s' writes them, and tier '%s' by another route. Divide the streams, or the values of a header, among the routes."
                                    .formatted(
                                            by.value(),
                                            topology.tierOf(other).name().value())));
        }
    }

    private static boolean share(List<Located<String>> list, List<Located<String>> other) {
        return list.stream().anyMatch(entry -> names(other, entry.value()));
    }

    // Where there is none at all, that has been reported.
    private void known(Rule rule, String kind, Located<String> name, List<String> known) {
        if (known.isEmpty() || known.contains(name.value())) {
            return;
        }
        String remedy = NearestName.of(name.value(), known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse(". Give one of " + String.join(", ", known) + ".");
        report(
                rule,
                name,
                "Unknown %s '%s' in a route: the topology has no such %s%s"
                        .formatted(kind, name.value(), kind, remedy));
    }

    private void streamsWithoutRoute() {
        for (EventStream stream : topology.streams()) {
            String name = stream.name().value();
            if (!topology.routes().isEmpty()
                    && topology.routes().stream().noneMatch(route -> names(route.streams(), name))) {
                report(
                        TopologyRule.STREAM_WITHOUT_ROUTE,
                        stream.name(),
                        "Stream '%s' has no route: its events would land nowhere. Name it in 'routes', or remove it."
                                .formatted(name));
            }
        }
    }

    private void conditionalStreams() {
        for (EventStream stream : topology.streams()) {
            List<Route> own = topology.routes().stream()
                    .filter(route -> route.isFor(stream))
                    .toList();
            if (!own.isEmpty() && own.stream().allMatch(route -> route.when() != null)) {
                report(
                        TopologyRule.CONDITIONAL_STREAM,
                        stream.name(),
                        "Stream '%s' has routes with 'when' only: its events that fit none of them are dropped. Add a route without 'when', or accept it."
                                .formatted(stream.name().value()));
            }
        }
    }

    private void unusedStores() {
        for (Store store : topology.stores()) {
            String name = store.name().value();
            if (!topology.routes().isEmpty()
                    && topology.routes().stream().noneMatch(route -> names(route.to(), name))) {
                report(
                        TopologyRule.UNUSED_STORE,
                        store.name(),
                        "Store '%s' is in no route: nothing will land in it. Name it in 'routes', or remove it."
                                .formatted(name));
            }
        }
    }

    private void unacknowledged() {
        for (EventStream stream : topology.streams()) {
            if (stream.sending() instanceof Sending.Network network && network.protocol() == Protocol.SYSLOG) {
                report(
                        TopologyRule.UNACKNOWLEDGED_SENDING,
                        stream.name(),
                        "Stream '%s' is sent by syslog, which has no answers: what is on the way when an agent ends is lost. Send it otherwise, or accept it."
                                .formatted(stream.name().value()));
            }
        }
    }

    private void sinkKeysOfTheLastTier() {
        (topology.tiers().isEmpty() ? List.<Tier>of() : topology.storeTiers())
                .forEach(tier -> tier.raw().sink().keys().keySet().stream()
                        .findFirst()
                        .flatMap(key -> tier.raw().sink().at(key))
                        .ifPresent(at -> problems.add(new Problem(
                                FileRule.BAD_VALUE,
                                at,
                                "Needless keys of sinks in tier '%s': it sends to no other tier, only to stores. Give them below 'raw' of the store."
                                        .formatted(tier.name().value())))));
    }

    private void rpcHosts() {
        Map<String, String> streamOfHost = new HashMap<>();
        for (EventStream stream : topology.streams()) {
            if (stream.sending() instanceof Sending.Tail) {
                continue;
            }
            for (String host : stream.hosts().value()) {
                String other = streamOfHost.putIfAbsent(host, stream.name().value());
                if (other != null) {
                    report(
                            TopologyRule.HOST_TWICE,
                            stream.hosts(),
                            "Host '%s' sends stream '%s' over the network and stream '%s' too: an app server has one client configuration. Remove it from one of them."
                                    .formatted(host, other, stream.name().value()));
                    break;
                }
            }
        }
    }

    private void poolHosts() {
        Map<String, String> tierOfHost = new HashMap<>();
        for (Tier tier : topology.tiers()) {
            List<String> shared = new ArrayList<>();
            for (String host : tier.pool().hosts().value()) {
                if (tierOfHost.putIfAbsent(host, tier.name().value()) != null) {
                    shared.add(host);
                }
            }
            if (!shared.isEmpty()) {
                report(
                        TopologyRule.SHARED_HOST,
                        tier.pool().hosts(),
                        "Shared host '%s' in tier '%s': it is in the pool of tier '%s' too (%d such in all), so its loss may take agents of both. Give each tier machines of its own."
                                .formatted(
                                        shared.get(0),
                                        tier.name().value(),
                                        tierOfHost.get(shared.get(0)),
                                        shared.size()));
            }
        }
    }

    private void report(Rule rule, Located<?> where, String message) {
        problems.add(new Problem(rule, where.at(), message));
    }

    private static boolean names(List<Located<String>> list, String name) {
        return list.stream().anyMatch(entry -> entry.value().equals(name));
    }
}
