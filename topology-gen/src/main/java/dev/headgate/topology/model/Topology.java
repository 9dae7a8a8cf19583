package dev.headgate.topology.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a topology file says.
 *
 * @param environment which of the file's it is, if the file has any
 * @param file that it was read from
 * @param tiers outermost first
 * @param accepted warnings that need not be shown
 */
public record Topology(
        Located<String> name,
        @Nullable String environment,
        Source file,
        List<EventStream> streams,
        List<Tier> tiers,
        List<Store> stores,
        List<Route> routes,
        Ground ground,
        List<Acceptance> accepted) {

    public Topology {
        streams = List.copyOf(streams);
        tiers = List.copyOf(tiers);
        stores = List.copyOf(stores);
        routes = List.copyOf(routes);
        accepted = List.copyOf(accepted);
    }

    /** The stores that the stream lands in, in the order of the file. */
    public List<Store> storesOf(EventStream stream) {
        return stores.stream()
                .filter(store -> routes.stream()
                        .filter(route -> names(route.streams(), stream.name().value()))
                        .anyMatch(route -> names(route.to(), store.name().value())))
                .toList();
    }

    /** The stores that any stream lands in, in the order of the file. */
    public List<Store> storesInUse() {
        return stores.stream()
                .filter(store ->
                        streams.stream().anyMatch(stream -> storesOf(stream).contains(store)))
                .toList();
    }

    /** The tiers that write to stores: the last one and those that routes name; they stand side by side behind the others. */
    public List<Tier> storeTiers() {
        return tiers.stream().filter(this::isStoreTier).toList();
    }

    /** Whether the tier writes to stores. */
    public boolean isStoreTier(Tier tier) {
        String tierName = tier.name().value();
        return tier.equals(tiers.get(tiers.size() - 1))
                || routes.stream()
                        .flatMap(route -> Stream.ofNullable(route.by()))
                        .anyMatch(by -> by.value().equals(tierName));
    }

    /** The tiers that a tier sends to; none where it writes to stores. */
    public List<Tier> behind(Tier tier) {
        if (isStoreTier(tier)) {
            return List.of();
        }
        Tier next = tiers.get(tiers.indexOf(tier) + 1);
        return isStoreTier(next) ? storeTiers() : List.of(next);
    }

    /** The tier that sends to a tier; none for the outermost. */
    public Optional<Tier> before(Tier tier) {
        return tiers.stream()
                .filter(candidate -> behind(candidate).contains(tier))
                .findFirst();
    }

    /** The tier that writes what the route is for; the last one where its name is unknown. */
    public Tier tierOf(Route route) {
        Located<String> by = route.by();
        return tiers.stream()
                .filter(tier -> by != null && tier.name().value().equals(by.value()))
                .findFirst()
                .orElseGet(() -> tiers.get(tiers.size() - 1));
    }

    /** The routes that the tier writes. */
    public List<Route> routesBy(Tier tier) {
        return routes.stream().filter(route -> tierOf(route).equals(tier)).toList();
    }

    /** The streams that flow through the tier, in the order of the file. */
    public List<EventStream> streamsThrough(Tier tier) {
        if (!isStoreTier(tier)) {
            return streams;
        }
        List<Route> own = routesBy(tier);
        return streams.stream()
                .filter(stream -> own.stream().anyMatch(route -> route.isFor(stream)))
                .toList();
    }

    /** The stores that a tier writes the stream to, in the order of the file. */
    public List<Store> storesOf(EventStream stream, Tier tier) {
        List<Route> own =
                routesBy(tier).stream().filter(route -> route.isFor(stream)).toList();
        return stores.stream()
                .filter(store -> own.stream()
                        .anyMatch(route -> names(route.to(), store.name().value())))
                .toList();
    }

    /** The stores that the tier writes to, in the order of the file. */
    public List<Store> storesInUse(Tier tier) {
        return stores.stream()
                .filter(store -> streams.stream()
                        .anyMatch(stream -> storesOf(stream, tier).contains(store)))
                .toList();
    }

    /** Its name, and behind a slash that of its environment. */
    public String fullName() {
        return environment == null ? name.value() : name.value() + "/" + environment;
    }

    /** The same with so many times the events from every app server. */
    public Topology times(BigDecimal factor) {
        return new Topology(
                name,
                environment,
                file,
                streams.stream().map(stream -> stream.times(factor)).toList(),
                tiers,
                stores,
                routes,
                ground,
                accepted);
    }

    /** What the names of all agents begin with, so that those of two environments differ. */
    public String agentPrefix() {
        return environment == null ? "" : environment + "-";
    }

    /** The tier of that name; the outermost one for agents on app servers, which are called otherwise. */
    public Tier tier(String tierName) {
        return tiers.stream()
                .filter(tier -> tier.name().value().equals(tierName))
                .findFirst()
                .orElseGet(() -> tiers.get(0));
    }

    /** Whether its writer accepts the problem. */
    public boolean accepts(Problem problem) {
        return accepted.stream().anyMatch(acceptance -> acceptance.covers(problem));
    }

    /** The same, which knows what the problems needed of the accepted warnings. */
    public Topology after(Collection<Problem> problems) {
        List<Acceptance> used =
                accepted.stream().map(acceptance -> acceptance.after(problems)).toList();
        return new Topology(name, environment, file, streams, tiers, stores, routes, ground, used);
    }

    /** A warning for each entry of the accepted ones that silenced nothing. */
    public List<Problem> unusedAcceptances() {
        return accepted.stream()
                .filter(acceptance -> !acceptance.isUsed())
                .map(acceptance -> new Problem(
                        TopologyRule.UNUSED_ACCEPTANCE,
                        acceptance.rule().at(),
                        "Needless entry of 'accept': there is no warning '%s' that it silences. Remove it."
                                .formatted(acceptance.rule().value())))
                .toList();
    }

    private static boolean names(List<Located<String>> list, String name) {
        return list.stream().anyMatch(entry -> entry.value().equals(name));
    }
}
