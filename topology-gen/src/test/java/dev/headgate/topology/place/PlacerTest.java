package dev.headgate.topology.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.size.Sizer;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacerTest {
    private static final Written TWO_TIERS = new Written("""
            topology: two
            app-servers:
              web: { hosts: "web-[1-7]", events: 1/s, event-size: 1KB, send: avro }
              bill: { hosts: [a.x.com, a.y.com, b.x.com, 10.0.0.1], events: 1/s, event-size: 1KB, send: tail, files: /l/*.log }
              pay: { hosts: [b.x.com], events: 1/s, event-size: 1KB, send: tail, files: [/p.log] }
            tiers:
              edge: { hosts: [e1, e2], agents-per-host: 2, fan-in: 4, spare: 1, hold: 10s }
              store: { hosts: "s[1-3]", fan-in: 2, spare: 1, hold: 10s }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
              bus: { kind: kafka, brokers: "k:1", topic: t }
            routes:
              - { streams: [web, bill, pay], to: raw }
              - { streams: bill, to: bus }
            """);

    private static Placement place(Written written, Site site) {
        Outcome<Placement> placement = written.read().then(Sizer::size).then(sizes -> Placer.place(sizes, site));
        assertThat(Written.shown(placement)).isEmpty();
        return placement.get();
    }

    private static Agent agent(Placement placement, String name) {
        return placement.agents().stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesAgentsByTierAndByAppServer() {
        assertThat(place(TWO_TIERS, Site.production()).agents())
                .extracting(Agent::name)
                .containsExactly(
                        "a-x-com-tail",
                        "a-y-com-tail",
                        "b-tail",
                        "10-0-0-1-tail",
                        "edge-01",
                        "edge-02",
                        "edge-03",
                        "edge-04",
                        "store-01",
                        "store-02",
                        "store-03");
    }

    @Test
    void agentsOfAHostTakeConsecutivePorts() {
        Placement placement = place(TWO_TIERS, Site.production());

        assertThat(agent(placement, "edge-01").endpoints())
                .containsExactly(new Endpoint("e1", 41414), new Endpoint("e1", 41415));
        assertThat(agent(placement, "edge-01").metrics()).isEqualTo(new Endpoint("e1", 41416));
        assertThat(agent(placement, "edge-03").endpoints()).startsWith(new Endpoint("e1", 41417));
        assertThat(agent(placement, "edge-02").endpoints()).startsWith(new Endpoint("e2", 41414));
    }

    @Test
    void noTwoAgentsOfOneMachineShareAPort() {
        Placement placement = place(TWO_TIERS, Site.local(Path.of("/tmp/site"), OptionalInt.of(5000)));

        List<Integer> ports = placement.agents().stream()
                .flatMap(agent -> Stream.concat(agent.endpoints().stream(), Stream.of(agent.metrics())))
                .map(Endpoint::port)
                .toList();
        assertThat(ports)
                .containsExactlyElementsOf(
                        IntStream.range(5000, 5000 + ports.size()).boxed().toList());
        assertThat(placement.agents()).extracting(Agent::address).containsOnly("127.0.0.1");
    }

    @Test
    void everyPathOfAHostIsBelowTheSite() {
        Agent tail = agent(place(TWO_TIERS, Site.local(Path.of("/tmp/site"), OptionalInt.empty())), "b-tail");

        assertThat(tail.sources())
                .containsExactly(
                        new AgentSource.Tail(
                                "bill",
                                "bill",
                                List.of("/tmp/site/b.x.com/l/*.log"),
                                "/tmp/site/b.x.com/var/lib/headgate/b-tail/bill.position",
                                1000),
                        new AgentSource.Tail(
                                "pay",
                                "pay",
                                List.of("/tmp/site/b.x.com/p.log"),
                                "/tmp/site/b.x.com/var/lib/headgate/b-tail/pay.position",
                                1000));
        assertThat(tail.channels().get(0).folder()).isEqualTo("/tmp/site/b.x.com/var/lib/headgate/b-tail/hop");
        assertThat(tail.jvm().logFolder()).isEqualTo("/tmp/site/b.x.com/var/log/headgate");
    }

    @Test
    void sendersAreSpreadEvenlyAndThoseOfOneAgentTurnToDifferentOnes() {
        Placement placement = place(TWO_TIERS, Site.production());

        List<List<String>> targets = placement.appServers().stream()
                .filter(server -> server.delivery() instanceof AppServer.Delivery.Rpc)
                .map(server -> ((AppServer.Delivery.Rpc) server.delivery()).agents())
                .toList();
        // The agent on b.x.com has two streams: it is the heaviest sender, and the first to be bound.
        assertThat(((AgentSink.Hop) agent(placement, "b-tail").sinks().get(0)).targets())
                .extracting(AgentSink.Target::agent)
                .containsExactly("edge-01", "edge-04", "edge-02");
        assertThat(targets.subList(0, 5))
                .containsExactly(
                        List.of("edge-02", "edge-03", "edge-04"),
                        List.of("edge-03", "edge-04", "edge-01"),
                        List.of("edge-04", "edge-01", "edge-02"),
                        List.of("edge-01", "edge-02", "edge-03"),
                        List.of("edge-02", "edge-04", "edge-01"));
        assertThat(((AppServer.Delivery.Rpc) placement.appServers().get(0).delivery()).targets())
                .containsExactly(new Endpoint("e2", 41414), new Endpoint("e1", 41417), new Endpoint("e2", 41417));
    }

    @Test
    void aLaneHasItsTargetsInTheOrderInWhichTheyAreTried() {
        assertThat(agent(place(TWO_TIERS, Site.production()), "edge-02").sinks())
                .containsExactly(new AgentSink.Hop(
                        "hop",
                        "hop",
                        1000,
                        List.of(
                                new AgentSink.Target("store-02", new Endpoint("s2", 41414)),
                                new AgentSink.Target("store-03", new Endpoint("s3", 41414)),
                                new AgentSink.Target("store-01", new Endpoint("s1", 41414)))));
    }

    @Test
    void streamsThatLandInDifferentStoresAreToldApartByTheirHeader() {
        assertThat(agent(place(TWO_TIERS, Site.production()), "store-01").selector())
                .isEqualTo(new Selector.Multiplexing(
                        java.util.Map.of("web", List.of("raw"), "bill", List.of("raw", "bus"), "pay", List.of("raw"))));
    }

    @Test
    void onlyFirstSourcesStampTheStream() {
        Placement placement = place(TWO_TIERS, Site.production());

        assertThat(agent(placement, "edge-01").sources())
                .extracting(AgentSource::name)
                .containsExactly("web", "from-tail");
        assertThat(agent(placement, "edge-01").sources())
                .extracting(AgentSource::stream)
                .containsExactly("web", null);
        assertThat(agent(placement, "store-01").sources())
                .extracting(AgentSource::stream)
                .containsExactly((String) null);
    }

    @Test
    void aFolderThatFlumeWouldMisreadIsRefused() {
        assertThatThrownBy(() -> Site.local(Path.of("/tmp/a,b"), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Bad folder '/tmp/a,b'");
    }
}
