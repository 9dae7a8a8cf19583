package dev.headgate.topology.place;

import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Rule;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.size.AgentSize;
import dev.headgate.topology.size.FallBacks;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places agents on hosts and leads lanes from agent to agent. Used by one thread, once. */
public final class Placer {
    private final Sizes sizes;
    private final Topology topology;
    private final Folders folders;
    private final Map<String, Post> tailPosts;
    private final List<List<Post>> tierPosts;
    private final Ring<Post> edge;

    private Placer(Sizes sizes, Folders folders, Posts posts) {
        this.sizes = sizes;
        this.topology = sizes.topology();
        this.folders = folders;
        this.tailPosts = posts.tail();
        this.tierPosts = posts.tiers();
        this.edge = ring(0);
    }

    /** Every agent and app server on the site. */
    public static Outcome<Placement> place(Sizes sizes, Site site) {
        Posts posts = new Posts(sizes, site);
        Placer placer = new Placer(sizes, new Folders(site, sizes.topology().ground()), posts);
        if (posts.exhausted()) {
            Located<Long> first = sizes.topology().ground().firstPort();
            return Outcome.failed(List.of(new Problem(
                    Rule.PORTS_EXHAUSTED,
                    first.at(),
                    "Ports from %d on do not suffice: the agents of a host need more than there are up to %d. Begin lower."
                            .formatted(site.firstPort(first.value().intValue()), Posts.HIGHEST_PORT))));
        }
        return Outcome.of(placer.place(), List.of());
    }

    private Placement place() {
        Map<String, Agent> tailAgents = new LinkedHashMap<>();
        List<AppServer> appServers = new ArrayList<>();
        for (EventStream stream : topology.streams()) {
            for (String host : stream.hosts().value()) {
                if (stream.sending() instanceof Sending.Tail tail) {
                    Agent agent = tailAgents.computeIfAbsent(host, this::tailAgent);
                    appServers.add(tailed(stream, tail, agent));
                } else {
                    appServers.add(calling(stream, host));
                }
            }
        }
        List<Agent> agents = new ArrayList<>();
        tailPosts.keySet().forEach(host -> agents.add(tailAgents.get(host)));
        for (int tier = 0; tier < tierPosts.size(); tier++) {
            agents.addAll(tierAgents(tier));
        }
        return new Placement(topology, agents, appServers);
    }

    private AppServer calling(EventStream stream, String host) {
        String source = stream.name().value();
        List<Endpoint> targets =
                edge.take().stream().map(post -> post.input(source)).toList();
        return new AppServer(source, host, new AppServer.Delivery.Rpc(targets, sizes.batch()));
    }

    private AppServer tailed(EventStream stream, Sending.Tail tail, Agent agent) {
        List<AppServer.TailedFiles> files = folders.onHost(agent.host(), tail).stream()
                .map(AppServer.TailedFiles::of)
                .toList();
        return new AppServer(stream.name().value(), agent.host(), new AppServer.Delivery.Tail(agent.name(), files));
    }

    private Agent tailAgent(String host) {
        Post post = tailPosts.get(host);
        AgentSize size = sizes.tail().get(host);
        if (post == null || size == null) {
            throw new IllegalStateException("No agent was foreseen on " + host + ".");
        }
        List<AgentSource> sources = new ArrayList<>();
        for (EventStream stream : topology.streams()) {
            if (stream.sending() instanceof Sending.Tail tail
                    && stream.hosts().value().contains(host)) {
                String name = stream.name().value();
                sources.add(new AgentSource.Tail(
                        name, name, folders.onHost(host, tail), folders.position(post, name), sizes.batch()));
            }
        }
        List<AgentSink> sinks = hops(edge.take(), Post.hopFrom(Agent.TAIL));
        return agent(post, size, sources, new Selector.Replicating(), sinks);
    }

    private List<Agent> tierAgents(int tier) {
        TierSize size = sizes.tiers().get(tier);
        boolean isLast = tier == tierPosts.size() - 1;
        Ring<Post> next = isLast ? edge : ring(tier + 1);
        Selector selector = isLast ? toStores() : new Selector.Replicating();
        return tierPosts.get(tier).stream()
                .map(post -> agent(
                        post,
                        size.agent(),
                        inputs(post, tier == 0),
                        selector,
                        isLast ? storeSinks(post) : hops(next.take(), Post.hopFrom(post.tier()))))
                .toList();
    }

    private List<AgentSource> inputs(Post post, boolean isFirst) {
        List<AgentSource> sources = new ArrayList<>();
        post.inputs().forEach((name, endpoint) -> {
            boolean fromAppServers = isFirst && !name.equals(Post.hopFrom(Agent.TAIL));
            sources.add(new AgentSource.Avro(name, fromAppServers ? name : null, endpoint));
        });
        return sources;
    }

    private Agent agent(
            Post post, AgentSize size, List<AgentSource> sources, Selector selector, List<AgentSink> sinks) {
        List<AgentChannel> channels = size.channels().entrySet().stream()
                .map(entry -> folders.channel(post, entry.getKey(), entry.getValue()))
                .toList();
        DataSize heap = size.heap();
        Agent.Jvm jvm = new Agent.Jvm(post.metrics(), heap, folders.logs(post));
        return new Agent(post.agent(), post.tier(), post.host(), sources, selector, channels, sinks, jvm);
    }

    private Ring<Post> ring(int tier) {
        List<Post> posts = tierPosts.get(tier);
        return new Ring<>(posts, FallBacks.count(sizes.tiers().get(tier).tier(), posts.size()));
    }

    private List<AgentSink> hops(List<Post> posts, String input) {
        List<AgentSink.Target> targets = posts.stream()
                .map(post -> new AgentSink.Target(post.agent(), post.input(input)))
                .toList();
        return List.of(new AgentSink.Hop(AgentSize.HOP, AgentSize.HOP, sizes.batch(), targets));
    }

    private List<AgentSink> storeSinks(Post post) {
        return topology.storesInUse().stream()
                .map(store -> storeSink(post, store))
                .toList();
    }

    private AgentSink storeSink(Post post, Store store) {
        String name = store.name().value();
        if (store instanceof Store.Hdfs hdfs) {
            return new AgentSink.Hdfs(name, name, sizes.batch(), post.agent() + "-" + name, hdfs);
        }
        if (store instanceof Store.HBase hbase) {
            return new AgentSink.HBase(name, name, sizes.batch(), hbase);
        }
        return new AgentSink.Kafka(name, name, sizes.batch(), (Store.Kafka) store);
    }

    private Selector toStores() {
        Map<String, List<String>> channels = new LinkedHashMap<>();
        topology.streams()
                .forEach(stream -> channels.put(
                        stream.name().value(),
                        topology.storesOf(stream).stream()
                                .map(store -> store.name().value())
                                .toList()));
        boolean same = channels.values().stream().distinct().count() == 1;
        return same ? new Selector.Replicating() : new Selector.Multiplexing(channels);
    }
}
