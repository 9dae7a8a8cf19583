package dev.headgate.topology.place;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Protocol;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import dev.headgate.topology.size.AgentSize;
import dev.headgate.topology.size.Sizes;
import dev.headgate.topology.size.TierSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Places agents on hosts and leads lanes from agent to agent. Used by one thread, once. */
public final class Placer {
    private final Sizes sizes;
    private final Topology topology;
    private final Folders folders;
    private final Posts posts;
    private final Lanes lanes;
    private final Stores stores;
    private final Leaving leaving;
    private final Lock lock;

    private Placer(Sizes sizes, Site site, Lock lock) {
        this.sizes = sizes;
        this.lock = lock;
        this.topology = sizes.topology();
        this.folders = new Folders(site, topology.ground());
        this.leaving = new Leaving(sizes, site, lock);
        this.posts = new Posts(sizes, site, lock, leaving);
        this.lanes = new Lanes(sizes, lock, posts);
        this.stores = new Stores(topology, sizes.batch(), sizes.transaction());
    }

    /** Every agent and app server on the site, where nothing was given out before. */
    public static Outcome<Placement> place(Sizes sizes, Site site) {
        return place(sizes, site, Lock.none());
    }

    /**
     * Every agent and app server on the site.
     *
     * @param lock what was given out before: agents stay where they are and as they are connected, as far as they can
     */
    public static Outcome<Placement> place(Sizes sizes, Site site, Lock lock) {
        Placer placer = new Placer(sizes, site, lock);
        List<Problem> problems = new ArrayList<>(placer.leaving.problems(placer.posts));
        if (placer.posts.exhausted()) {
            Located<Long> first = sizes.topology().ground().firstPort();
            problems.add(new Problem(
                    TopologyRule.PORTS_EXHAUSTED,
                    first.at(),
                    "Ports from %d on do not suffice: the agents of a host need more than there are up to %d. Begin lower."
                            .formatted(site.firstPort(first.value().intValue()), Ports.HIGHEST)));
        }
        return problems.isEmpty() ? Outcome.of(placer.place(), problems) : Outcome.failed(problems);
    }

    private Placement place() {
        Map<String, List<EventStream>> tailed = new LinkedHashMap<>();
        List<AppServer> appServers = new ArrayList<>();
        for (EventStream stream : topology.streams()) {
            for (String host : stream.hosts().value()) {
                if (stream.sending() instanceof Sending.Tail tail) {
                    tailed.computeIfAbsent(host, none -> new ArrayList<>()).add(stream);
                    appServers.add(tailed(stream, tail, host));
                } else {
                    appServers.add(calling(stream, host));
                }
            }
        }
        List<Agent> agents = new ArrayList<>();
        posts.tail().forEach((host, post) -> agents.add(tailAgent(post, tailed.getOrDefault(host, List.of()))));
        for (int tier = 0; tier < posts.tiers().size(); tier++) {
            agents.addAll(tierAgents(tier));
        }
        agents.addAll(leaving.agents(posts, stores));
        return new Placement(sizes, agents, appServers, GivenOut.lock(topology, agents, appServers, lock));
    }

    private AppServer calling(EventStream stream, String host) {
        String source = stream.name().value();
        List<Post> targets = lanes.of(stream, host);
        return new AppServer(
                source,
                host,
                new AppServer.Delivery.Rpc(
                        protocol(source),
                        targets.stream().map(Post::agent).toList(),
                        targets.stream().map(post -> post.input(source)).toList(),
                        sizes.batch()));
    }

    private AppServer tailed(EventStream stream, Sending.Tail tail, String host) {
        Post post = posts.tail().get(host);
        if (post == null) {
            throw new IllegalStateException("No agent was foreseen on " + host + ".");
        }
        List<AppServer.TailedFiles> files = folders.onHost(host, tail).stream()
                .map(AppServer.TailedFiles::of)
                .toList();
        return new AppServer(stream.name().value(), host, new AppServer.Delivery.Tail(post.agent(), files));
    }

    private Agent tailAgent(Post post, List<EventStream> streams) {
        AgentSize size = sizes.tail().get(post.host());
        if (size == null) {
            throw new IllegalStateException("No agent was sized on " + post.host() + ".");
        }
        List<AgentSource> sources = new ArrayList<>();
        for (EventStream stream : streams) {
            if (stream.sending() instanceof Sending.Tail tail) {
                String name = stream.name().value();
                String position = folders.of(post) + "/" + name + ".position";
                sources.add(
                        new AgentSource.Tail(name, name, folders.onHost(post.host(), tail), position, sizes.batch()));
            }
        }
        return agent(
                post,
                size,
                sources,
                new Selector.Replicating(),
                List.of(hop(post, topology.tiers().get(0))));
    }

    private List<Agent> tierAgents(int tier) {
        TierSize size = sizes.tiers().get(tier);
        Selector selector = new Channels(topology).selector(size.tier());
        return posts.tiers().get(tier).stream()
                .map(post -> agent(post, size.agent(), inputs(post), selector, sinks(post, size.tier())))
                .toList();
    }

    private List<AgentSink> sinks(Post post, Tier tier) {
        return topology.isStoreTier(tier)
                ? stores.sinks(post.agent(), tier)
                : topology.behind(tier).stream().map(next -> hop(post, next)).toList();
    }

    private List<AgentSource> inputs(Post post) {
        List<AgentSource> sources = new ArrayList<>();
        post.inputs().forEach((name, endpoint) -> {
            boolean isHop = post.hops().contains(name);
            Protocol protocol = isHop ? Protocol.AVRO : protocol(name);
            sources.add(new AgentSource.Listening(name, isHop ? null : name, protocol, endpoint));
        });
        return sources;
    }

    private Protocol protocol(String name) {
        return topology.streams().stream()
                .filter(stream -> stream.name().value().equals(name))
                .flatMap(stream -> stream.sending() instanceof Sending.Network network
                        ? Stream.of(network.protocol())
                        : Stream.empty())
                .findFirst()
                .orElse(Protocol.AVRO);
    }

    private AgentSink hop(Post post, Tier next) {
        String lane = AgentSize.lane(topology, next);
        return Leaving.hop(lane, lanes.of(post.agent(), lane), post.tier(), sizes.batch());
    }

    private Agent agent(
            Post post, AgentSize size, List<AgentSource> sources, Selector selector, List<AgentSink> sinks) {
        String folder = folders.of(post);
        List<AgentChannel> channels = size.channels().entrySet().stream()
                .map(entry -> new AgentChannel(entry.getKey(), folder + "/" + entry.getKey(), entry.getValue()))
                .toList();
        Agent.Jvm jvm = new Agent.Jvm(post.metrics(), size.heap(), folders.logs(post.host()));
        return new Agent(post.agent(), post.tier(), post.host(), sources, selector, channels, sinks, jvm);
    }
}
