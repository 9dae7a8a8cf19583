package dev.headgate.topology.place;

import dev.headgate.topology.model.ChannelKind;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Problem;
import dev.headgate.topology.model.Topology;
import dev.headgate.topology.model.TopologyRule;
import dev.headgate.topology.size.AgentSize;
import dev.headgate.topology.size.ChannelSize;
import dev.headgate.topology.size.FallBacks;
import dev.headgate.topology.size.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The agents that leave: each keeps its channels and its lanes, and takes from nobody, until its channels are known to be empty.
 * Used by one thread, once.
 */
final class Leaving {
    private final Sizes sizes;
    private final Topology topology;
    private final Site site;
    private final Lock lock;
    private final List<String> tiers;
    private final List<Problem> problems = new ArrayList<>();

    Leaving(Sizes sizes, Site site, Lock lock) {
        this.sizes = sizes;
        this.topology = sizes.topology();
        this.site = site;
        this.lock = lock;
        this.tiers = topology.tiers().stream().map(tier -> tier.name().value()).toList();
    }

    /** What keeps the agents that leave from being drained. */
    List<Problem> problems(Posts posts) {
        posts.leaving().forEach(this::check);
        return problems;
    }

    /** The tiers that are no longer in the topology, whose agents send what they hold to this one. */
    Stream<String> tiersBefore(int tier) {
        Set<String> gone = new LinkedHashSet<>();
        lock.agents().values().stream()
                .filter(agent -> !agent.isAtStores())
                .filter(agent -> !agent.tier().equals(Agent.TAIL) && !tiers.contains(agent.tier()))
                .filter(agent -> agent.lanes().keySet().stream().anyMatch(lane -> next(agent, lane) == tier))
                .forEach(agent -> gone.add(agent.tier()));
        return gone.stream();
    }

    /** Whether agents on app servers are left that the topology no longer has. */
    boolean hasTail() {
        return lock.agents().values().stream().anyMatch(agent -> agent.tier().equals(Agent.TAIL));
    }

    /** The agents that leave. */
    List<Agent> agents(Posts posts, Stores stores) {
        Map<Integer, List<Spread.Sender>> senders = new LinkedHashMap<>();
        for (Lock.Agent agent : posts.leaving()) {
            agent.lanes()
                    .forEach((lane, targets) -> senders.computeIfAbsent(next(agent, lane), none -> new ArrayList<>())
                            .add(new Spread.Sender(agent.name() + " " + lane, 1, targets)));
        }
        Map<String, List<Post>> targets = new LinkedHashMap<>();
        senders.forEach((tier, leaving) -> targets.putAll(spread(posts.tiers().get(tier), tier, leaving)));
        return posts.leaving().stream()
                .map(agent -> agent(agent, sinks(agent, targets, stores)))
                .toList();
    }

    /** A lane to those agents, for an agent of the tier. */
    static AgentSink hop(String lane, List<Post> posts, String tier, long batch) {
        List<AgentSink.Target> targets = posts.stream()
                .map(post -> new AgentSink.Target(post.agent(), post.input(Post.hopFrom(tier))))
                .toList();
        return new AgentSink.Hop(lane, lane, batch, targets);
    }

    private void check(Lock.Agent agent) {
        agent.channels().forEach((name, channel) -> check(agent, name, channel));
        if (!agent.isAtStores()) {
            agent.lanes().keySet().stream()
                    .filter(lane -> next(agent, lane) >= tiers.size())
                    .findFirst()
                    .ifPresent(lane -> cannotDrain(
                            agent,
                            "tier '" + agent.tier() + "' has no tier behind it any more for lane '" + lane + "'",
                            "the tier behind it"));
            return;
        }
        Set<String> stores =
                topology.stores().stream().map(store -> store.name().value()).collect(Collectors.toSet());
        agent.channels().keySet().stream()
                .filter(channel -> !stores.contains(channel))
                .findFirst()
                .ifPresent(channel -> cannotDrain(
                        agent, "the topology has no store '" + channel + "' any more", "store '" + channel + "'"));
    }

    private void check(Lock.Agent agent, String name, Lock.Channel channel) {
        if (channel.kind() == ChannelKind.KAFKA && !isInKafka(agent.tier())) {
            cannotDrain(
                    agent,
                    "no tier '" + agent.tier() + "' says any more in which Kafka its channel '" + name + "' is",
                    "the tier and its 'channel: kafka'");
        }
        try {
            ChannelSize.of(channel, sizes.batch());
        } catch (ArithmeticException beyond) {
            cannotDrain(
                    agent, "the size of its channel '" + name + "' is beyond all bounds", "the lock as it was written");
        }
    }

    private boolean isInKafka(String tierName) {
        return (tierName.equals(Agent.TAIL) || tiers.contains(tierName))
                && topology.tier(tierName).channelBrokers() != null;
    }

    private void cannotDrain(Lock.Agent agent, String why, String what) {
        problems.add(new Problem(
                TopologyRule.CANNOT_DRAIN,
                topology.name().at(),
                "Agent '%s' of the lock cannot send what it holds: %s. Keep %s until 'headgate drain --done %s' was said."
                        .formatted(agent.name(), why, what, agent.name())));
    }

    /** The tier that an agent's lane leads to: the one behind its own, or behind what its own was. */
    private int next(Lock.Agent agent, String lane) {
        if (agent.tier().equals(Agent.TAIL)) {
            return 0;
        }
        int own = tiers.indexOf(agent.tier());
        if (own >= 0) {
            return topology.behind(topology.tiers().get(own)).stream()
                    .filter(tier -> AgentSize.lane(topology, tier).equals(lane))
                    .mapToInt(topology.tiers()::indexOf)
                    .findFirst()
                    .orElse(tiers.size());
        }
        return agent.targets(lane).stream()
                .map(target -> lock.agents().get(target))
                .filter(Objects::nonNull)
                .mapToInt(target -> tiers.indexOf(target.tier()))
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(tiers.size() - 1);
    }

    private Map<String, List<Post>> spread(List<Post> tier, int index, List<Spread.Sender> leaving) {
        int fallBacks = FallBacks.count(sizes.tiers().get(index).tier(), tier.size());
        Map<String, List<String>> bound =
                new Spread(tier.stream().map(Post::agent).toList(), fallBacks).of(leaving);
        Map<String, Post> byName = new LinkedHashMap<>();
        tier.forEach(post -> byName.put(post.agent(), post));
        Map<String, List<Post>> targets = new LinkedHashMap<>();
        bound.forEach((agent, names) -> targets.put(
                agent,
                names.stream()
                        .flatMap(name -> Stream.ofNullable(byName.get(name)))
                        .toList()));
        return targets;
    }

    private List<AgentSink> sinks(Lock.Agent agent, Map<String, List<Post>> targets, Stores stores) {
        if (!agent.isAtStores()) {
            return agent.lanes().keySet().stream()
                    .map(lane -> hop(
                            lane,
                            targets.getOrDefault(agent.name() + " " + lane, List.of()),
                            agent.tier(),
                            sizes.batch()))
                    .toList();
        }
        return agent.channels().keySet().stream()
                .map(channel -> stores.sink(agent.name(), channel))
                .flatMap(Optional::stream)
                .toList();
    }

    private Agent agent(Lock.Agent agent, List<AgentSink> sinks) {
        List<AgentChannel> channels = agent.channels().entrySet().stream()
                .map(channel -> new AgentChannel(
                        channel.getKey(),
                        agent.folder() + "/" + channel.getKey(),
                        ChannelSize.of(channel.getValue(), sizes.batch())))
                .toList();
        Endpoint metrics = new Endpoint(site.address(agent.host()), agent.metrics());
        Folders folders = new Folders(site, topology.ground());
        return new Agent(
                agent.name(),
                agent.tier(),
                agent.host(),
                List.of(),
                new Selector.Replicating(),
                channels,
                sinks,
                new Agent.Jvm(metrics, agent.heap(), folders.logs(agent.host())));
    }
}
