package dev.headgate.topology.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.model.EventStream;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Store;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.AgentChannel;
import dev.headgate.topology.place.AgentSink;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.place.Selector;
import dev.headgate.topology.render.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What holds for every deployment, whatever stood before. */
final class Invariants {
    private final Deployment deployment;
    private final Lock before;
    private final Set<String> unknown;
    private final Map<String, Agent> agents = new HashMap<>();
    private final Map<String, List<String>> reached = new HashMap<>();

    /**
     * @param unknown agents that the deployment could not know of
     */
    Invariants(Deployment deployment, Lock before, Set<String> unknown) {
        this.deployment = deployment;
        this.before = before;
        this.unknown = unknown;
        deployment.agents().forEach(agent -> agents.put(agent.name(), agent));
    }

    void check() {
        nobodySharesAPortOrAFolder();
        nobodyLeavesUndrained();
        poolsAreKept();
        everyChannelIsEmptied();
        everyStreamReachesItsStoresOnce();
    }

    private void nobodySharesAPortOrAFolder() {
        Set<Endpoint> listening = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (Agent agent : deployment.agents()) {
            Stream.concat(agent.endpoints().stream(), Stream.of(agent.metrics()))
                    .forEach(port -> assertThat(listening.add(port))
                            .as("port %s is free", port)
                            .isTrue());
            for (AgentChannel channel : agent.channels()) {
                assertThat(channel.folder()).startsWith(agent.folder() + "/");
                assertThat(folders.add(agent.host() + channel.folder()))
                        .as(channel.folder())
                        .isTrue();
            }
        }
        deployment.lock().agents().values().stream()
                .filter(Lock.Agent::draining)
                .forEach(agent -> agent.inputs().values().forEach(port -> assertThat(
                                listening.add(new Endpoint(agent.host(), port)))
                        .as("port %s of %s is kept", port, agent.name())
                        .isTrue()));
    }

    private void nobodyLeavesUndrained() {
        before.agents().keySet().stream()
                .filter(name -> !unknown.contains(name))
                .forEach(name -> assertThat(deployment.lock().agents()).containsKey(name));
    }

    private void poolsAreKept() {
        deployment.placement().topology().tiers().forEach(tier -> {
            Map<String, Integer> perHost = new HashMap<>();
            taking().filter(agent -> agent.tier().equals(tier.name().value()))
                    .forEach(agent -> perHost.merge(agent.host(), 1, Integer::sum));
            perHost.forEach((host, count) -> {
                assertThat(tier.pool().hosts().value()).contains(host);
                assertThat((long) count)
                        .as("agents of %s on %s", tier.name().value(), host)
                        .isLessThanOrEqualTo(tier.pool().agentsPerHost().value());
            });
        });
    }

    private Stream<Agent> taking() {
        return deployment.agents().stream().filter(agent -> !agent.isDraining());
    }

    private void everyChannelIsEmptied() {
        for (Agent agent : deployment.agents()) {
            assertThat(agent.sinks().stream().map(AgentSink::channel))
                    .as("lanes of %s", agent.name())
                    .containsExactlyInAnyOrderElementsOf(
                            agent.channels().stream().map(AgentChannel::name).toList());
            agent.sinks().forEach(sink -> {
                if (sink instanceof AgentSink.Hop hop) {
                    assertThat(hop.targets()).isNotEmpty().doesNotHaveDuplicates();
                    hop.targets().forEach(target -> {
                        Agent next = agent(target.agent());
                        assertThat(next.isDraining()).as(next.name()).isFalse();
                        assertThat(next.sources())
                                .filteredOn(source -> source.stream() == null)
                                .anySatisfy(source -> assertThat(source.name()).isEqualTo("from-" + agent.tier()));
                        assertThat(next.endpoints()).contains(target.endpoint());
                    });
                }
            });
        }
    }

    private Agent agent(String name) {
        return Objects.requireNonNull(agents.get(name), name);
    }

    private void everyStreamReachesItsStoresOnce() {
        Map<String, EventStream> streams = new HashMap<>();
        deployment
                .placement()
                .topology()
                .streams()
                .forEach(stream -> streams.put(stream.name().value(), stream));
        for (AppServer server : deployment.appServers()) {
            List<String> first = server.delivery() instanceof AppServer.Delivery.Rpc rpc
                    ? rpc.agents()
                    : List.of(((AppServer.Delivery.Tail) server.delivery()).agent());
            assertThat(first).isNotEmpty();
            List<String> stores = stores(Objects.requireNonNull(streams.get(server.stream())));
            first.forEach(agent -> assertThat(reached(agent, server.stream(), List.of()))
                    .as("stream %s at %s", server.stream(), agent)
                    .containsExactlyInAnyOrderElementsOf(stores));
        }
    }

    private List<String> stores(EventStream stream) {
        return deployment.placement().topology().storesOf(stream).stream()
                .map(Store::name)
                .map(name -> name.value())
                .toList();
    }

    private List<String> reached(String name, String stream, List<String> way) {
        assertThat(way).as("a circle").doesNotContain(name);
        List<String> known = reached.get(name + " " + stream);
        if (known != null) {
            return known;
        }
        Agent agent = agent(name);
        List<String> longer = Stream.concat(way.stream(), Stream.of(name)).toList();
        List<String> found = new ArrayList<>();
        List<String> into = channels(agent, stream);
        for (AgentSink sink : agent.sinks()) {
            if (!into.contains(sink.channel())) {
                continue;
            }
            if (sink instanceof AgentSink.Hop hop) {
                List<String> behind = reached(hop.targets().get(0).agent(), stream, longer);
                hop.targets().forEach(target -> assertThat(reached(target.agent(), stream, longer))
                        .as("stream %s at a fall-back %s", stream, target.agent())
                        .isEqualTo(behind));
                found.addAll(behind);
            } else {
                found.add(sink.channel());
            }
        }
        reached.put(name + " " + stream, found);
        return found;
    }

    private static List<String> channels(Agent agent, String stream) {
        List<String> all = agent.channels().stream().map(AgentChannel::name).toList();
        return agent.selector() instanceof Selector.Multiplexing chosen
                ? chosen.channels().getOrDefault(stream, all)
                : all;
    }
}
