package dev.headgate.topology.place;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Sending;
import dev.headgate.topology.model.Tier;
import dev.headgate.topology.size.AgentSize;
import dev.headgate.topology.size.FallBacks;
import dev.headgate.topology.size.Flow;
import dev.headgate.topology.size.Sizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who sends to whom: for every app server and every agent, the agents of the next tier, in order.
 *
 * <p>An agent has one lane to each tier behind it. With several to one tier a tier would be balanced more finely where it has few senders, but then a selector would
 * have to choose a channel for each event, and choose the same again when the event is repeated: else the journal of the one lane
 * takes what that of the other had, and every batch would be committed once per lane. Each agent is sized for its share when
 * the spare ones are down, so an uneven one has room. Used by one thread, once.
 */
final class Lanes {
    private final Sizes sizes;
    private final Lock lock;
    private final Map<String, Post> posts = new HashMap<>();
    private final Map<String, List<String>> targets = new HashMap<>();

    Lanes(Sizes sizes, Lock lock, Posts placed) {
        this.sizes = sizes;
        this.lock = lock;
        List<List<Post>> tiers = placed.tiers();
        tiers.forEach(tier -> tier.forEach(post -> posts.put(post.agent(), post)));
        spread(tiers.get(0), 0, firstSenders(placed.tail()));
        for (int tier = 1; tier < tiers.size(); tier++) {
            Tier own = sizes.topology().tiers().get(tier);
            String lane = AgentSize.lane(sizes.topology(), own);
            List<Post> before = sizes.topology()
                    .before(own)
                    .map(sending -> tiers.get(sizes.topology().tiers().indexOf(sending)))
                    .orElse(List.of());
            spread(
                    tiers.get(tier),
                    tier,
                    before.stream()
                            .map(post -> sender(post.agent(), lane, 1, post.before()))
                            .toList());
        }
    }

    /** The agents that the app server calls. */
    List<Post> of(EventStream stream, String host) {
        return posts(targets.getOrDefault(call(stream, host), List.of()));
    }

    /** The agents that a lane of an agent is bound to. */
    List<Post> of(String agent, String lane) {
        return posts(targets.getOrDefault(agent + " " + lane, List.of()));
    }

    private void spread(List<Post> tier, int index, List<Spread.Sender> senders) {
        int fallBacks = FallBacks.count(sizes.tiers().get(index).tier(), tier.size());
        targets.putAll(new Spread(tier.stream().map(Post::agent).toList(), fallBacks).of(senders));
    }

    private List<Spread.Sender> firstSenders(Map<String, Post> tail) {
        List<Spread.Sender> senders = new ArrayList<>();
        Map<String, Long> tailed = new HashMap<>();
        for (EventStream stream : sizes.topology().streams()) {
            long load = load(stream);
            for (String host : stream.hosts().value()) {
                if (stream.sending() instanceof Sending.Tail) {
                    tailed.merge(host, load, Long::sum);
                } else {
                    senders.add(new Spread.Sender(
                            call(stream, host),
                            load,
                            lock.targetsOf(stream.name().value(), host)));
                }
            }
        }
        tail.forEach((host, post) ->
                senders.add(sender(post.agent(), AgentSize.HOP, tailed.getOrDefault(host, 1L), post.before())));
        return senders;
    }

    /** Bytes an hour, as a journal writes them. */
    private static long load(EventStream stream) {
        return Flow.of(stream, 1).writtenPerHour();
    }

    private static Spread.Sender sender(String agent, String lane, long load, Optional<Lock.Agent> before) {
        return new Spread.Sender(
                agent + " " + lane,
                load,
                before.map(agentBefore -> agentBefore.targets(lane)).orElse(List.of()));
    }

    private List<Post> posts(List<String> agents) {
        return agents.stream()
                .flatMap(name -> Stream.ofNullable(posts.get(name)))
                .toList();
    }

    // No agent's name holds a blank.
    private static String call(EventStream stream, String host) {
        return stream.name().value() + " " + host;
    }
}
