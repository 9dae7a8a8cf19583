package dev.headgate.topology.place;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gives every agent its name, host and ports. Used by one thread, once. */
final class Posts {
    static final int HIGHEST_PORT = 65_535;

    private final Sizes sizes;
    private final Site site;
    private final Map<String, Integer> nextPorts = new HashMap<>();

    Posts(Sizes sizes, Site site) {
        this.sizes = sizes;
        this.site = site;
    }

    /** The agents on app servers, by host. */
    Map<String, Post> tail() {
        Map<String, Long> shortNames = sizes.tail().keySet().stream()
                .collect(Collectors.groupingBy(Posts::withoutDomain, Collectors.counting()));
        Map<String, Post> posts = new LinkedHashMap<>();
        for (String host : sizes.tail().keySet()) {
            boolean unique = shortNames.getOrDefault(withoutDomain(host), 0L) == 1;
            String name = (unique ? withoutDomain(host) : host.replace('.', '-')) + "-tail";
            posts.put(host, post(name, Agent.TAIL, host, List.of()));
        }
        return posts;
    }

    /** The agents of each tier, outermost first. */
    List<List<Post>> tiers() {
        List<List<Post>> tiers = new ArrayList<>();
        String before = Agent.TAIL;
        for (TierSize size : sizes.tiers()) {
            List<String> inputs = tiers.isEmpty() ? firstInputs() : List.of(Post.hopFrom(before));
            tiers.add(tier(size, inputs));
            before = size.tier().name().value();
        }
        return tiers;
    }

    private List<Post> tier(TierSize size, List<String> inputs) {
        Tier tier = size.tier();
        List<String> hosts = tier.pool().hosts().value();
        return IntStream.range(0, size.agents())
                .mapToObj(index -> post(
                        String.format(Locale.ROOT, "%s-%02d", tier.name().value(), index + 1),
                        tier.name().value(),
                        hosts.get(index % hosts.size()),
                        inputs))
                .toList();
    }

    private List<String> firstInputs() {
        Stream<String> streams = sizes.topology().streams().stream()
                .filter(stream -> stream.sending() instanceof Sending.Avro)
                .map(EventStream::name)
                .map(name -> name.value());
        Stream<String> hop = sizes.tail().isEmpty() ? Stream.empty() : Stream.of(Post.hopFrom(Agent.TAIL));
        return Stream.concat(streams, hop).toList();
    }

    private Post post(String name, String tier, String host, List<String> inputs) {
        Map<String, Endpoint> endpoints = inputs.stream()
                .collect(Collectors.toMap(
                        Function.identity(), input -> endpoint(host), (first, second) -> first, LinkedHashMap::new));
        return new Post(name, tier, host, endpoints, endpoint(host));
    }

    private Endpoint endpoint(String host) {
        int first = site.firstPort(sizes.topology().ground().firstPort().value().intValue());
        int port = nextPorts.merge(site.isOneMachine() ? "" : host, first, (last, ignored) -> last + 1);
        return new Endpoint(site.address(host), port);
    }

    /** Whether a port was given out that there is not. */
    boolean exhausted() {
        return nextPorts.values().stream().anyMatch(port -> port > HIGHEST_PORT);
    }

    private static String withoutDomain(String host) {
        boolean isAddress = host.matches("[0-9.]+");
        return isAddress ? host.replace('.', '-') : host.replaceAll("\\..*", "");
    }
}
