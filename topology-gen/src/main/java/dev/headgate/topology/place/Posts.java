package dev.headgate.topology.place;

import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives every agent its name, host and ports. An agent that stands stays what and where it is, as long as its tier wants as many
 * and its host is in the pool; one that drains is called back before a new one is made. Used by one thread, once.
 */
final class Posts {
    private static final Comparator<Lock.Agent> BY_NUMBER =
            Comparator.comparingInt((Lock.Agent agent) -> agent.name().length()).thenComparing(Lock.Agent::name);

    private final Sizes sizes;
    private final Lock lock;
    private final Ports ports;
    private final Set<String> names;
    private final Set<String> stay = new HashSet<>();
    private final Map<String, Post> tail;
    private final List<List<Post>> tiers = new ArrayList<>();

    Posts(Sizes sizes, Site site, Lock lock, Leaving left) {
        this.sizes = sizes;
        this.lock = lock;
        this.names = new HashSet<>(lock.agents().keySet());
        int first = sizes.topology().ground().firstPort().value().intValue();
        this.ports = new Ports(site, lock, site.firstPort(first));
        this.tail = tailPosts();
        for (TierSize size : sizes.tiers()) {
            String before = sizes.topology()
                    .before(size.tier())
                    .map(tier -> tier.name().value())
                    .orElse(Agent.TAIL);
            tiers.add(tier(size, inputs(tiers.size(), before, left)));
        }
    }

    /** The agents on app servers, by host. */
    Map<String, Post> tail() {
        return tail;
    }

    /** The agents of each tier, outermost first. */
    List<List<Post>> tiers() {
        return tiers;
    }

    /** The agents that are no longer wanted, and those that were draining already. */
    List<Lock.Agent> leaving() {
        return lock.agents().values().stream()
                .filter(agent -> !stay.contains(agent.name()))
                .toList();
    }

    /** Whether a port was given out that there is not. */
    boolean exhausted() {
        return ports.exhausted();
    }

    private Map<String, Post> tailPosts() {
        Map<String, Long> shortNames = sizes.tail().keySet().stream()
                .collect(Collectors.groupingBy(Posts::withoutDomain, Collectors.counting()));
        Map<String, Lock.Agent> standing = lock.agents().values().stream()
                .filter(agent -> agent.tier().equals(Agent.TAIL))
                .collect(Collectors.toMap(Lock.Agent::host, Function.identity(), (one, other) -> one));
        Map<String, Post> posts = new LinkedHashMap<>();
        for (String host : sizes.tail().keySet()) {
            Optional<Lock.Agent> before = Optional.ofNullable(standing.get(host));
            boolean unique = shortNames.getOrDefault(withoutDomain(host), 0L) == 1;
            String name = before.map(Lock.Agent::name).orElseGet(() -> tailName(host, unique));
            posts.put(host, post(name, Agent.TAIL, host, Inputs.NONE, before));
        }
        return posts;
    }

    private String tailName(String host, boolean unique) {
        String prefix = sizes.topology().agentPrefix();
        String shortName = prefix + withoutDomain(host) + "-tail";
        String name = unique && !names.contains(shortName) ? shortName : prefix + host.replace('.', '-') + "-tail";
        while (!names.add(name)) {
            name += "-2";
        }
        return name;
    }

    private List<Post> tier(TierSize size, Inputs inputs) {
        Tier tier = size.tier();
        String name = tier.name().value();
        Map<String, Integer> perHost = new LinkedHashMap<>();
        tier.pool().hosts().value().forEach(host -> perHost.put(host, 0));
        List<Lock.Agent> own = lock.agents().values().stream()
                .filter(agent -> agent.tier().equals(name))
                .sorted(Comparator.comparing(Lock.Agent::draining).thenComparing(BY_NUMBER))
                .toList();
        List<Lock.Agent> kept =
                tier.pool().roomFor(own).stream().limit(size.agents()).toList();
        List<Post> posts = new ArrayList<>();
        for (Lock.Agent agent : kept) {
            perHost.merge(agent.host(), 1, Integer::sum);
            posts.add(post(agent.name(), name, agent.host(), inputs, Optional.of(agent)));
        }
        newNames(name, size.agents() - kept.size(), hosts(perHost))
                .forEach((agent, host) -> posts.add(post(agent, name, host, inputs, Optional.empty())));
        posts.sort(Comparator.comparingInt((Post post) -> post.agent().length()).thenComparing(Post::agent));
        return posts;
    }

    private Map<String, String> newNames(String tier, int count, Stream<String> hosts) {
        Map<String, String> named = new LinkedHashMap<>();
        int number = 0;
        for (String host : (Iterable<String>) hosts.limit(count)::iterator) {
            String name;
            do {
                number++;
                name = sizes.topology().agentPrefix() + String.format(Locale.ROOT, "%s-%02d", tier, number);
            } while (!names.add(name));
            named.put(name, host);
        }
        return named;
    }

    /** Without end: the hosts with the fewest agents first, in the order of the pool. */
    private static Stream<String> hosts(Map<String, Integer> perHost) {
        return Stream.iterate(0, level -> level + 1).flatMap(level -> perHost.entrySet().stream()
                .filter(entry -> entry.getValue() <= level)
                .map(Map.Entry::getKey));
    }

    private Inputs inputs(int tier, String before, Leaving left) {
        boolean isFirst = tier == 0;
        List<String> streams = sizes.topology().streams().stream()
                .filter(stream -> isFirst && stream.sending() instanceof Sending.Network)
                .map(stream -> stream.name().value())
                .toList();
        boolean takesFromAgents = !isFirst || !sizes.tail().isEmpty() || left.hasTail();
        List<String> hops = Stream.concat(takesFromAgents ? Stream.of(before) : Stream.empty(), left.tiersBefore(tier))
                .map(Post::hopFrom)
                .toList();
        return new Inputs(streams, hops);
    }

    private Post post(String name, String tier, String host, Inputs inputs, Optional<Lock.Agent> before) {
        stay.add(name);
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        Stream.concat(inputs.streams().stream(), inputs.hops().stream()).forEach(input -> {
            Optional<Integer> port =
                    before.flatMap(agent -> Optional.ofNullable(agent.inputs().get(input)));
            endpoints.put(input, ports.give(host, port));
        });
        Endpoint metrics = ports.give(host, before.map(Lock.Agent::metrics));
        return new Post(name, tier, host, endpoints, Set.copyOf(inputs.hops()), metrics, before);
    }

    private static String withoutDomain(String host) {
        boolean isAddress = host.matches("[0-9.]+");
        return isAddress ? host.replace('.', '-') : host.replaceAll("\\..*", "");
    }

    /** The sources of an agent: those for app servers, by stream, and those for agents. */
    private record Inputs(List<String> streams, List<String> hops) {
        static final Inputs NONE = new Inputs(List.of(), List.of());
    }
}
