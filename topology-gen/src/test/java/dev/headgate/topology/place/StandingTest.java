package dev.headgate.topology.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Seeded;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.parse.LockParser;
import dev.headgate.topology.parse.LockWriter;
import dev.headgate.topology.parse.TopologyText;
import dev.headgate.topology.size.Sizer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands stays, edit after edit. */
class StandingTest {
    private static final String TOPOLOGY = """
            topology: standing
            capacity: { events: 100000/s, bytes: 60MB/s }
            app-servers:
              web: { hosts: "web-[001-%03d]", events: 400/s, event-size: 600B, send: avro }
              bill: { hosts: "bill-[01-%02d]", events: 50/s, event-size: 2KB, send: tail, files: /l/*.log }
            tiers:
              edge: { hosts: "edge-[%02d-%02d]", fan-in: 16, spare: 1, hold: 2h }
              core: { hosts: "core-[01-%02d]", fan-in: %d, spare: 1, hold: 4h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
            routes:
              - { streams: [web, bill], to: raw }
            """;

    private static Placement place(String yaml, Lock lock) {
        Outcome<Placement> placement = new Written(yaml)
                .read()
                .then(topology -> Sizer.size(topology, lock))
                .then(sizes -> Placer.place(sizes, Site.production(), lock));
        assertThat(Written.shown(placement)).isEmpty();
        return placement.get();
    }

    private static String yaml(int web, int bill, int firstEdge, int lastEdge, int cores) {
        return TOPOLOGY.formatted(web, bill, firstEdge, lastEdge, cores, 4);
    }

    private static long count(Placement placement, String tier) {
        return placement.agents().stream()
                .filter(agent -> agent.tier().equals(tier) && !agent.isDraining())
                .count();
    }

    private static Agent agent(Placement placement, String name) {
        return Objects.requireNonNull(byName(placement).get(name), name);
    }

    private static Map<String, Agent> byName(Placement placement) {
        return placement.agents().stream().collect(Collectors.toMap(Agent::name, agent -> agent));
    }

    @Test
    void anyEditKeepsTheHouseInOrder() {
        Seeded.rounds(40, random -> {
            Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
            for (int edit = 0; edit < 5; edit++) {
                Placement after = place(edited(random), before.lock());
                inOrder(before, after);
                before = after;
            }
        });
    }

    private static String edited(Random random) {
        int first = 1 + random.nextInt(4);
        return yaml(
                1 + random.nextInt(480), 1 + random.nextInt(9), first, 40 + random.nextInt(9), 12 + random.nextInt(8));
    }

    private static void inOrder(Placement before, Placement after) {
        Set<Endpoint> listening = new HashSet<>();
        Set<String> taking = new HashSet<>();
        for (Agent agent : after.agents()) {
            Stream.concat(agent.endpoints().stream(), Stream.of(agent.metrics()))
                    .forEach(endpoint -> assertThat(listening.add(endpoint))
                            .as(endpoint.toString())
                            .isTrue());
            if (!agent.isDraining()) {
                taking.add(agent.name());
            }
        }
        Map<String, Agent> now = byName(after);
        for (Agent agent : before.agents()) {
            assertThat(now)
                    .as("an agent leaves the lock by 'drain --done' only")
                    .containsKey(agent.name());
            Agent same = agent(after, agent.name());
            assertThat(same.host()).isEqualTo(agent.host());
            assertThat(same.metrics()).isEqualTo(agent.metrics());
            assertThat(same.folder()).isEqualTo(agent.folder());
        }
        after.agents().forEach(agent -> agent.sinks().forEach(sink -> {
            if (sink instanceof AgentSink.Hop hop) {
                assertThat(hop.targets()).isNotEmpty().allSatisfy(target -> {
                    assertThat(taking).contains(target.agent());
                    assertThat(listening).contains(target.endpoint());
                });
            }
        }));
        after.appServers().forEach(server -> {
            if (server.delivery() instanceof AppServer.Delivery.Rpc rpc) {
                assertThat(taking).containsAll(rpc.agents());
            }
        });
    }

    @Test
    void aSecondRunMovesNothing() {
        Seeded.rounds(20, random -> {
            Placement before =
                    place(edited(random), place(edited(random), Lock.none()).lock());
            String yaml = edited(random);
            Placement once = place(yaml, before.lock());
            Placement twice = place(yaml, once.lock());
            assertThat(twice.lock()).isEqualTo(once.lock());
            // As text: places in two readings of a file are not equal.
            assertThat(twice.agents()).hasToString(once.agents().toString());
            assertThat(twice.appServers()).isEqualTo(once.appServers());
        });
    }

    @Test
    void theLockIsReadAsItWasWritten() {
        Lock lock = place(
                        yaml(30, 9, 1, 20, 20),
                        place(yaml(90, 9, 1, 20, 20), Lock.none()).lock())
                .lock();

        assertThat(lock.draining()).isNotEmpty();
        byte[] text = LockWriter.write(lock, "standing.yaml").getBytes(StandardCharsets.UTF_8);
        assertThat(LockParser.parse(new TopologyText("standing.lock.yaml", text, name -> List.of()))
                        .get())
                .isEqualTo(lock);
    }

    @Test
    void aTierShrinksOnlyWhenItWouldFitWithAQuarterToSpare() {
        // 17 edge agents: 242 senders at 16, and a spare one.
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        assertThat(count(before, "edge")).isEqualTo(17);

        // 194 senders need 13 and would have 17 with a quarter to spare (194 * 4 / (3 * 16) = 16.2); 190 would have 16.
        assertThat(count(place(yaml(192, 2, 1, 40, 20), before.lock()), "edge")).isEqualTo(17);
        Placement shrunk = place(yaml(178, 2, 1, 40, 20), before.lock());
        assertThat(count(shrunk, "edge")).isEqualTo(16);
        assertThat(shrunk.agents().stream().filter(Agent::isDraining).map(Agent::name))
                .containsExactly("edge-17");
    }

    @Test
    void anAgentThatDrainsIsCalledBackBeforeANewOneIsMade() {
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        Placement shrunk = place(yaml(100, 2, 1, 40, 20), before.lock());
        Placement again = place(yaml(240, 2, 1, 40, 20), shrunk.lock());

        assertThat(count(shrunk, "edge")).isLessThan(12);
        assertThat(again.agents().stream().map(Agent::name))
                .containsExactlyElementsOf(
                        before.agents().stream().map(Agent::name).toList());
        assertThat(agent(again, "edge-17"))
                .extracting(Agent::endpoints)
                .isEqualTo(agent(before, "edge-17").endpoints());
    }

    @Test
    void anAgentWhoseHostLeavesThePoolDrainsAndAnotherTakesItsPlace() {
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        Placement after = place(yaml(240, 2, 2, 40, 20), before.lock());

        Agent drains = agent(after, "edge-01");
        assertThat(drains.isDraining()).isTrue();
        assertThat(drains.channels()).isEqualTo(agent(before, "edge-01").channels());
        assertThat(drains.sinks()).isEqualTo(agent(before, "edge-01").sinks());
        assertThat(agent(after, "edge-18").host()).isEqualTo("edge-18");
        // 15 senders at most have lost their agent; all others stay.
        assertThat(movedCalls(before, after)).isLessThanOrEqualTo(15);
    }

    private static long movedCalls(Placement before, Placement after) {
        return before.appServers().stream()
                .filter(server -> server.delivery() instanceof AppServer.Delivery.Rpc)
                .filter(server -> !after.lock()
                        .targetsOf(server.stream(), server.host())
                        .get(0)
                        .equals(((AppServer.Delivery.Rpc) server.delivery())
                                .agents()
                                .get(0)))
                .count();
    }

    @Test
    void twiceTheAppServersLeaveWhatStandsAsItIs() {
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        Placement after = place(yaml(480, 2, 1, 40, 20), before.lock());

        assertThat(count(after, "edge")).isGreaterThan(count(before, "edge") + 10);
        byName(before).forEach((name, agent) -> {
            assertThat(agent(after, name).jvm()).as(name).isEqualTo(agent.jvm());
            assertThat(agent(after, name).sources()).as(name).isEqualTo(agent.sources());
        });
        // Those that called stay where they were, but for what the balance of 482 on 33 asks.
        assertThat(movedCalls(before, after)).isLessThanOrEqualTo(17);
    }

    @Test
    void aTierThatIsTakenOutSendsOnWhatItHolds() {
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        String without = yaml(240, 2, 1, 40, 20).replaceAll("(?m)^  edge:.*\\n", "");
        Placement after = place(without.replace("fan-in: 4", "fan-in: 64"), before.lock());

        assertThat(after.agents().stream().filter(Agent::isDraining).map(Agent::tier))
                .contains("edge");
        Agent core = agent(after, "core-01");
        assertThat(core.sources()).extracting(AgentSource::name).containsExactly("web", "from-tail", "from-edge");
        assertThat(core.sources()).extracting(AgentSource::stream).containsExactly("web", null, null);
    }

    @Test
    void aHostThatHasRoomForFewerKeepsAsMany() {
        String two = yaml(240, 2, 1, 12, 20).replace("edge-[01-12]\",", "edge-[01-12]\", agents-per-host: 2,");
        Placement before = place(two, Lock.none());
        Placement after = place(yaml(240, 2, 1, 40, 20), before.lock());

        assertThat(count(before, "edge")).isEqualTo(17);
        assertThat(count(after, "edge")).isEqualTo(17);
        assertThat(after.agents().stream()
                        .filter(agent -> agent.tier().equals("edge") && !agent.isDraining())
                        .map(Agent::host))
                .doesNotHaveDuplicates();
        assertThat(after.agents().stream().filter(Agent::isDraining).map(Agent::name))
                .containsExactly("edge-13", "edge-14", "edge-15", "edge-16", "edge-17");
    }

    @Test
    void eventsThatBecomeSmallerAndMoreShrinkNoChannel() {
        Placement before = place(yaml(240, 2, 1, 40, 20), Lock.none());
        Placement after = place(
                yaml(240, 2, 1, 40, 20).replace("400/s, event-size: 600B", "500/s, event-size: 300B"), before.lock());

        Lock.Channel had = channel(before, "edge-01", "hop");
        Lock.Channel has = channel(after, "edge-01", "hop");
        assertThat(has.capacity()).isGreaterThan(had.capacity());
        assertThat(has.bytes()).isEqualTo(had.bytes());
    }

    private static Lock.Channel channel(Placement placement, String agent, String name) {
        Lock.Agent given = Objects.requireNonNull(placement.lock().agents().get(agent), agent);
        return Objects.requireNonNull(given.channels().get(name), name);
    }

    @Test
    void whatLeavesInTheEditThatTakesItsWayAwayIsAnError() {
        Lock lock = place(yaml(240, 2, 1, 40, 20), Lock.none()).lock();

        // A host of the store tier goes, and with it the store.
        assertThat(shown(
                        yaml(240, 2, 1, 40, 20)
                                .replace("core-[01-20]", "core-[02-20]")
                                .replace("raw", "raw2"),
                        lock))
                .contains(
                        "error[cannot-drain]: Agent 'core-01' of the lock cannot send what it holds: the topology has no store 'raw'");
        // A host of the edge goes, and with it the tier behind.
        String alone = yaml(240, 2, 2, 40, 20).replaceAll("(?m)^  core:.*\\n", "");
        assertThat(shown(alone, lock)).contains("error[cannot-drain]: Agent 'edge-01' of the lock cannot send");
    }

    @Test
    void aChannelInKafkaNeedsTheTierThatSaysWhere() {
        String kafka = yaml(240, 2, 1, 40, 20)
                .replace("fan-in: 16,", "fan-in: 16, channel: kafka, channel-brokers: \"k:9092\",");
        Lock lock = place(kafka, Lock.none()).lock();

        assertThat(shown(kafka.replace("  edge: {", "  rim: {"), lock))
                .contains(
                        "error[cannot-drain]: Agent 'edge-01' of the lock cannot send what it holds: no tier 'edge' says any more in which Kafka its channel 'hop' is");
        assertThat(shown(kafka.replace("edge-[01-40]", "edge-[02-40]"), lock)).isEmpty();
    }

    private static String shown(String yaml, Lock lock) {
        return Written.shown(new Written(yaml)
                .read()
                .then(topology -> Sizer.size(topology, lock))
                .then(sizes -> Placer.place(sizes, Site.production(), lock)));
    }

    @Test
    void whatCannotBeDrainedIsAnError() {
        Lock lock = place(
                        yaml(20, 2, 1, 40, 20),
                        place(yaml(480, 2, 1, 40, 20), Lock.none()).lock())
                .lock();
        Written without = new Written(yaml(20, 2, 1, 40, 20).replace("raw", "raw2"));

        Outcome<Placement> placement = without.read()
                .then(topology -> Sizer.size(topology, lock))
                .then(sizes -> Placer.place(sizes, Site.production(), lock));

        assertThat(lock.draining()).extracting(Lock.Agent::tier).contains("core");
        assertThat(Written.shown(placement))
                .contains("error[cannot-drain]: Agent 'core-")
                .contains(
                        "the topology has no store 'raw' any more. Keep store 'raw' until 'headgate drain --done core-");
    }
}
