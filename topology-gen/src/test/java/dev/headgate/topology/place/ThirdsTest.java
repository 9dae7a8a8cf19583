package dev.headgate.topology.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Seeded;
import dev.headgate.topology.Written;
import dev.headgate.topology.model.Lock;
import dev.headgate.topology.model.Outcome;
import dev.headgate.topology.size.Demand;
import dev.headgate.topology.size.Sizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody of three agents or more carries over a third of its tier's load, as long as whole senders and the pool allow it. */
class ThirdsTest {
    private static final String ONE_TIER = """
            topology: thirds
            app-servers:
              web: { hosts: "web-[001-%03d]", events: 10/s, event-size: 1KB, send: avro }
            tiers:
              store: { hosts: "store-[001-%03d]", fan-in: %d, spare: %d, hold: 1h }
            stores:
              raw: { kind: hdfs, path: "hdfs://nn/raw" }
            routes:
              - { streams: web, to: raw }
            """;

    private static Placement place(String yaml, Lock lock) {
        Outcome<Placement> placement = new Written(yaml)
                .read()
                .then(topology -> Sizer.size(topology, lock))
                .then(sizes -> Placer.place(sizes, Site.production(), lock));
        assertThat(Written.shown(placement)).isEmpty();
        return placement.get();
    }

    private static String oneTier(int senders, int fanIn, int spare) {
        return ONE_TIER.formatted(senders, senders + 10, fanIn, spare);
    }

    private static long agents(Placement placement) {
        return placement.agents().stream().filter(agent -> !agent.isDraining()).count();
    }

    /** The most app servers that one agent takes from, as a part of all. */
    private static double most(Placement placement) {
        Map<String, Integer> counts = new HashMap<>();
        placement.appServers().forEach(server -> counts.merge(primary(server), 1, Integer::sum));
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0)
                / (double) placement.appServers().size();
    }

    private static String primary(AppServer server) {
        return ((AppServer.Delivery.Rpc) server.delivery()).agents().get(0);
    }

    @Test
    void holdsForEveryNumberOfSenders() {
        Random random = new Random(4);
        IntStream.rangeClosed(3, 400).forEach(senders -> {
            int spare = random.nextInt(3);
            Placement placement = place(oneTier(senders, 1 + random.nextInt(30), spare), Lock.none());

            if (agents(placement) >= 3) {
                assertThat(most(placement))
                        .as("%d senders, %d spare", senders, spare)
                        .isLessThanOrEqualTo(Demand.MOST_OF_LOAD);
            }
            assertThat(Share.uneven(placement)).as("%d senders", senders).isEmpty();
        });
    }

    @Test
    void holdsEditAfterEditAndMovesNoMoreThanItMust() {
        Seeded.rounds(30, random -> {
            Placement before = place(oneTier(3 + random.nextInt(60), 6, 1), Lock.none());
            for (int edit = 0; edit < 6; edit++) {
                Placement after = place(oneTier(3 + random.nextInt(60), 6, 1), before.lock());

                assertThat(most(after)).isLessThanOrEqualTo(Demand.MOST_OF_LOAD);
                assertThat(moved(before, after)).isEqualTo(leastMoves(before, after));
                assertThat(place(oneTier(after.appServers().size(), 6, 1), after.lock())
                                .lock())
                        .isEqualTo(after.lock());
                before = after;
            }
        });
    }

    private static long moved(Placement before, Placement after) {
        Map<String, String> was = primaries(before);
        return after.appServers().stream()
                .filter(server ->
                        !was.getOrDefault(server.host(), primary(server)).equals(primary(server)))
                .count();
    }

    private static Map<String, String> primaries(Placement placement) {
        Map<String, String> primaries = new HashMap<>();
        placement.appServers().forEach(server -> primaries.put(server.host(), primary(server)));
        return primaries;
    }

    /** Those whom no balanced assignment to the agents that are there now leaves where they were. */
    private static long leastMoves(Placement before, Placement after) {
        List<String> targets = after.agents().stream()
                .filter(agent -> !agent.isDraining())
                .map(Agent::name)
                .toList();
        Map<String, String> was = primaries(before);
        Map<String, Integer> had = new HashMap<>();
        after.appServers().forEach(server -> Optional.ofNullable(was.get(server.host()))
                .filter(targets::contains)
                .ifPresent(target -> had.merge(target, 1, Integer::sum)));
        int senders = after.appServers().size();
        int base = senders / targets.size();
        long stay = had.values().stream()
                        .mapToInt(count -> Math.min(count, base))
                        .sum()
                + Math.min(
                        senders % targets.size(),
                        had.values().stream().filter(count -> count > base).count());
        return after.appServers().stream()
                        .filter(server -> was.containsKey(server.host()))
                        .count()
                - stay;
    }

    @Test
    void fourAgentsDoNotBecomeThreeForOneSenderLess() {
        Placement ten = place(oneTier(10, 16, 1), Lock.none());
        Placement nine = place(oneTier(9, 16, 1), ten.lock());

        assertThat(agents(ten)).isEqualTo(4);
        assertThat(agents(nine)).isEqualTo(4);
        assertThat(agents(place(oneTier(9, 16, 1), Lock.none()))).isEqualTo(3);
    }

    @Test
    void aHeavyStreamIsDividedTooWhereTheLightOnesHideIt() {
        // Four heavy senders on three agents would be half of the load for one of them.
        Placement placement = place(
                ONE_TIER.formatted(14, 20, 16, 1)
                        .replace(
                                "tiers:",
                                "  big: { hosts: \"big-[1-4]\", events: 1000/s, event-size: 1KB, send: avro }\ntiers:")
                        .replace("streams: web", "streams: [web, big]"),
                Lock.none());

        assertThat(agents(placement)).isEqualTo(4);
        assertThat(Share.uneven(placement)).isEmpty();
    }

    @Test
    void whereThePoolIsTooSmallItIsSaidWithWhatWouldHelp() {
        Placement placement = place(ONE_TIER.formatted(10, 3, 16, 1), Lock.none());

        assertThat(Share.uneven(placement)).singleElement().satisfies(share -> {
            assertThat(share.part()).isEqualTo(0.4);
            assertThat(share.remedy()).isEqualTo("A host more in 'tiers.store.hosts' gives it one agent more");
        });
    }

    @Test
    void twoSendersCannotBeDividedAmongThree() {
        Placement placement = place(oneTier(2, 16, 1), Lock.none());

        assertThat(agents(placement)).isEqualTo(3);
        assertThat(Share.uneven(placement))
                .singleElement()
                .extracting(Share::remedy)
                .isEqualTo("Fewer than three senders cannot be divided among three");
    }

    @Test
    void oneSenderThatIsMoreThanAThirdAddsNoAgentInVain() {
        Placement placement = place(
                ONE_TIER.formatted(12, 20, 16, 1)
                        .replace(
                                "tiers:",
                                "  big: { hosts: \"big\", events: 9000/s, event-size: 1KB, send: avro }\ntiers:")
                        .replace("streams: web", "streams: [web, big]"),
                Lock.none());

        assertThat(agents(placement)).isEqualTo(3);
        assertThat(Share.uneven(placement)).singleElement().satisfies(share -> {
            assertThat(share.agent()).startsWith("store-");
            assertThat(share.remedy()).startsWith("Its senders differ in their load");
        });
    }
}
