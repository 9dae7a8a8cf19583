package dev.headgate.topology.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Written;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.parse.HostFiles;
import dev.headgate.topology.parse.LockParser;
import dev.headgate.topology.parse.LockWriter;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.size.Outage;
import dev.headgate.topology.size.Sizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several tiers that write to stores, side by side. */
class StoreTiersTest {
    private static final Written ONE = new Written("""
            topology: groups
            app-servers:
              web: { hosts: "web-[1-8]", events: 100/s, event-size: 1KB, send: avro }
              pay: { hosts: "pay-[1-2]", events: 10/s, event-size: 1KB, send: avro }
            tiers:
              edge: { hosts: "edge-[1-9]", fan-in: 2, spare: 0, hold: 1h }
              bulk: { hosts: "bulk-[1-4]", fan-in: 4, spare: 0, hold: 1h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
              bus: { kind: kafka, brokers: "k1:9092", topic: "t" }
            routes:
              - { streams: web, to: raw }
              - { streams: pay, to: [raw, bus] }
            """);
    private static final Written TWO = ONE.with(
                    "  bulk:", "  live: { hosts: \"live-[1-3]\", fan-in: 5, spare: 0, hold: 2h }\n  bulk:")
            .with("to: [raw, bus]", "to: [raw, bus], by: live");

    private static Placement place(Written written, Lock lock) {
        Outcome<Placement> placement = written.read()
                .then(topology -> Sizer.size(topology, lock))
                .then(sizes -> Placer.place(sizes, Site.production(), lock));
        assertThat(Written.shown(placement)).isEmpty();
        return placement.get();
    }

    private static Agent agent(Placement placement, String name) {
        return placement.agents().stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sinks(Placement placement, String agent) {
        return agent(placement, agent).sinks().stream()
                .map(sink -> sink.channel() + " " + sink.kind())
                .toList();
    }

    @Test
    void theTierBeforeHasALaneToEachAndEachWritesItsOwnRoutes() {
        Placement placement = place(TWO, Lock.none());

        assertThat(sinks(placement, "edge-01")).containsExactly("hop-live lane", "hop lane");
        assertThat(agent(placement, "edge-01").selector())
                .isEqualTo(new Selector.Multiplexing(Map.of("web", List.of("hop"), "pay", List.of("hop-live"))));
        assertThat(sinks(placement, "live-01")).containsExactly("raw hdfs", "bus kafka");
        assertThat(sinks(placement, "bulk-01")).containsExactly("raw hdfs");
        assertThat(placement.agents())
                .filteredOn(agent -> agent.tier().equals("edge"))
                .allSatisfy(agent -> agent.sinks().forEach(sink -> assertThat(((AgentSink.Hop) sink).targets())
                        .allSatisfy(target -> assertThat(target.agent())
                                .startsWith(sink.channel().equals("hop") ? "bulk-" : "live-"))));
    }

    @Test
    void eachIsSizedForWhatFlowsThroughIt() {
        Placement placement = place(TWO, Lock.none());
        Placement undivided = place(ONE, Lock.none());

        assertThat(placement.sizes().tiers())
                .extracting(size -> size.tier().name().value() + " " + size.senders() + " "
                        + size.peak().events())
                .containsExactly("edge 10 820/s", "live 5 20/s", "bulk 5 800/s");
        // 800 and 20 events a second for an hour, divided among five.
        assertThat(agent(placement, "edge-01").channels())
                .extracting(channel -> channel.name() + " " + channel.size().capacity())
                .contains("hop 576000")
                .hasSize(2);
        // 800 a second for an hour, and 20 for two, divided among the agents of the tier.
        assertThat(capacity(placement, "bulk-01", "raw")).isEqualTo(800 * 3600 / count(placement, "bulk"));
        assertThat(capacity(placement, "live-01", "raw")).isEqualTo(20 * 7200 / count(placement, "live"));
        assertThat(agent(undivided, "edge-01").channels())
                .extracting(channel -> channel.name() + " " + channel.size().capacity())
                .containsExactly("hop 590400");
    }

    private static long capacity(Placement placement, String agent, String channel) {
        return agent(placement, agent).channels().stream()
                .filter(candidate -> candidate.name().equals(channel))
                .mapToLong(candidate -> candidate.size().capacity())
                .sum();
    }

    private static long count(Placement placement, String tier) {
        return placement.agents().stream()
                .filter(agent -> agent.tier().equals(tier))
                .count();
    }

    @Test
    void aHeaderDecidesBeforeTheStoreTiersAndInThem() {
        Placement placement = place(
                TWO.with("to: [raw, bus], by: live", "to: [raw, bus], by: live, when: { header: kind, in: [card] }")
                        .with(
                                "  - { streams: web",
                                "  - { streams: pay, to: raw, when: { header: kind, in: [cash] } }\n  - { streams: web")
                        .with(
                                "topology: groups",
                                "topology: groups\naccept: [{ rule: conditional-stream, reason: all kinds are known }]"),
                Lock.none());

        assertThat(agent(placement, "edge-01").selector())
                .isEqualTo(new Selector.Routing(List.of(
                        new Selector.Way(List.of("pay"), "kind", List.of("cash"), List.of("hop")),
                        new Selector.Way(List.of("web"), "", List.of(), List.of("hop")),
                        new Selector.Way(List.of("pay"), "kind", List.of("card"), List.of("hop-live")))));
        assertThat(((Selector.Routing) agent(placement, "bulk-01").selector()).ways())
                .extracting(Selector.Way::channels)
                .containsOnly(List.of("raw"));
    }

    @Test
    void aStreamThatIsStillUnderWayToTheOtherTierLandsWhereItShould() {
        Placement placement = place(
                TWO.with("to: raw }", "to: [raw, bus] }").with("to: [raw, bus], by: live", "to: raw, by: live"),
                Lock.none());

        assertThat(agent(placement, "bulk-01").selector())
                .isEqualTo(new Selector.Multiplexing(Map.of("web", List.of("raw", "bus"), "pay", List.of("raw"))));
    }

    @Test
    void aGroupIsAddedWithoutTakingAChannelFromAnybody() {
        Lock before = place(ONE, Lock.none()).lock();
        Placement after = place(TWO.with("bulk-[1-4]\", fan-in: 4", "bulk-[1-4]\", fan-in: 4"), before);

        before.agents().forEach((name, agent) -> {
            if (agent.tier().equals("edge")) {
                Lock.Agent now = Objects.requireNonNull(after.lock().agents().get(name));
                assertThat(now.channels().keySet()).containsAll(agent.channels().keySet());
                assertThat(now.targets("hop")).isEqualTo(agent.targets("hop"));
                assertThat(now.targets("hop-live")).isNotEmpty();
            }
        });
        assertThat(place(TWO, after.lock()).lock()).isEqualTo(after.lock());
    }

    @Test
    void theLockRemembersEveryLane() {
        Lock lock = place(TWO, Lock.none()).lock();
        String text = LockWriter.write(lock, "groups.yaml");

        assertThat(text).contains("    lanes: { hop-live: [live-");
        assertThat(LockParser.parse(new TopologyText(
                                "groups.lock.yaml",
                                text.getBytes(StandardCharsets.UTF_8),
                                HostFiles.beside(Path.of(""))))
                        .get())
                .isEqualTo(lock);
    }

    @Test
    void anAgentThatLeavesEmptiesEachOfItsLanesToItsOwnTier() {
        Lock before = place(TWO, Lock.none()).lock();
        Placement after = place(TWO.with("fan-in: 2", "fan-in: 8"), before);

        assertThat(after.agents()).filteredOn(Agent::isDraining).isNotEmpty().allSatisfy(agent -> {
            assertThat(agent.sinks()).extracting(AgentSink::channel).containsExactly("hop-live", "hop");
            assertThat(((AgentSink.Hop) agent.sinks().get(0)).targets().get(0).agent())
                    .startsWith("live-");
            assertThat(((AgentSink.Hop) agent.sinks().get(1)).targets().get(0).agent())
                    .startsWith("bulk-");
        });
    }

    @Test
    void anOutageOfOneFillsItsOwnLaneAlone() {
        Placement placement = place(TWO, Lock.none());

        Optional<Outage> outage = Outage.of(placement.sizes(), "live", Duration.ofMinutes(30));

        assertThat(outage.orElseThrow().stages())
                .extracting(stage -> stage.tier() + " " + stage.channel() + " " + Math.round(stage.queued()))
                .containsExactly("edge hop-live 36000");
    }
}
