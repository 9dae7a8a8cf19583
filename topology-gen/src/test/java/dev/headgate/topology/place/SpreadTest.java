package dev.headgate.topology.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headgate.topology.Seeded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static List<String> targets(int from, int to) {
        return IntStream.range(from, to).mapToObj(index -> "t" + index).toList();
    }

    private static Map<String, List<String>> spread(
            int senders, List<String> targets, int fallBacks, Map<String, List<String>> before) {
        return new Spread(targets, fallBacks).of(senders(senders, before));
    }

    private static List<Spread.Sender> senders(int senders, Map<String, List<String>> before) {
        return IntStream.range(0, senders)
                .mapToObj(index -> new Spread.Sender("s" + index, 100, before.getOrDefault("s" + index, List.of())))
                .toList();
    }

    private static Map<String, Integer> perTarget(Map<String, List<String>> bound) {
        Map<String, Integer> counts = new TreeMap<>();
        bound.values().forEach(order -> counts.merge(order.get(0), 1, Integer::sum));
        return counts;
    }

    private static String primary(Map<String, List<String>> bound, String sender) {
        return bound.getOrDefault(sender, List.of("nobody")).get(0);
    }

    private static long moves(Map<String, List<String>> before, Map<String, List<String>> after) {
        return before.keySet().stream()
                .filter(after::containsKey)
                .filter(sender -> !primary(before, sender).equals(primary(after, sender)))
                .count();
    }

    /** How many must move at least for every target to have floor(n/m) or one more: the rest of what best stays. */
    private static long leastMoves(Map<String, List<String>> before, int senders, List<String> targets) {
        Map<String, Integer> had = new HashMap<>();
        before.forEach((sender, order) -> {
            if (Integer.parseInt(sender.substring(1)) < senders && targets.contains(order.get(0))) {
                had.merge(order.get(0), 1, Integer::sum);
            }
        });
        int base = senders / targets.size();
        long stay = had.values().stream()
                        .mapToInt(count -> Math.min(count, base))
                        .sum()
                + Math.min(
                        senders % targets.size(),
                        had.values().stream().filter(count -> count > base).count());
        long still = before.keySet().stream()
                .filter(sender -> Integer.parseInt(sender.substring(1)) < senders)
                .count();
        return still - stay;
    }

    @Test
    void noTargetHasMoreThanOneMoreThanAnotherWhateverIsEdited() {
        Seeded.rounds(50, random -> {
            Map<String, List<String>> before = Map.of();
            for (int edit = 0; edit < 6; edit++) {
                int from = random.nextInt(4);
                List<String> targets = targets(from, from + 2 + random.nextInt(20));
                int senders = 1 + random.nextInt(300);
                Map<String, List<String>> after = spread(senders, targets, 2, before);
                int base = senders / targets.size();
                targets.forEach(target -> assertThat(perTarget(after).getOrDefault(target, 0))
                        .isBetween(base, base + (senders % targets.size() == 0 ? 0 : 1)));
                assertThat(moves(before, after)).isEqualTo(leastMoves(before, senders, targets));
                before = after;
            }
        });
    }

    @Test
    void nothingMovesWhereNothingWasEdited() {
        Seeded.rounds(30, random -> {
            List<Spread.Sender> senders = new ArrayList<>();
            int count = 1 + random.nextInt(200);
            for (int index = 0; index < count; index++) {
                senders.add(new Spread.Sender("s" + index, 1L + random.nextInt(100_000), List.of()));
            }
            List<String> targets = targets(0, 2 + random.nextInt(20));
            int fallBacks = random.nextInt(4);
            Map<String, List<String>> first = new Spread(targets, fallBacks).of(senders);
            Map<String, List<String>> again = new Spread(targets, fallBacks)
                    .of(senders.stream()
                            .map(sender -> new Spread.Sender(
                                    sender.name(), sender.load(), first.getOrDefault(sender.name(), List.of())))
                            .toList());
            assertThat(again).isEqualTo(first);
        });
    }

    @Test
    void oneMachineMoreMovesItsShareAndNoMore() {
        Map<String, List<String>> before = spread(242, targets(0, 17), 2, Map.of());

        Map<String, List<String>> after = spread(242, targets(0, 18), 2, before);

        // 242 / 18 = 13.4: the new one has 13, and each of them has moved.
        assertThat(moves(before, after)).isEqualTo(13);
        assertThat(moves(after, spread(242, targets(0, 17), 2, after))).isEqualTo(13);
    }

    @Test
    void aSenderWhoseTargetLeavesGoesToAFallBackThatHasRoom() {
        Map<String, List<String>> before = spread(40, targets(0, 5), 2, Map.of());

        Map<String, List<String>> after = spread(40, targets(1, 5), 2, before);

        before.forEach((sender, order) -> {
            if (order.get(0).equals("t0")) {
                assertThat(order).contains(after.getOrDefault(sender, List.of()).get(0));
            } else {
                assertThat(after.getOrDefault(sender, List.of())).startsWith(order.get(0));
            }
        });
    }

    @Test
    void mostSendersOfAnyTargetThatLeavesTurnToAFallBack() {
        Seeded.rounds(20, random -> {
            int size = 9 + random.nextInt(6);
            Map<String, List<String>> before = spread(size * 20, targets(0, size), 2, Map.of());
            String left = "t" + random.nextInt(size);
            List<String> stay = targets(0, size).stream()
                    .filter(target -> !target.equals(left))
                    .toList();

            Map<String, List<String>> after = spread(size * 20, stay, 2, before);

            List<String> homeless = before.keySet().stream()
                    .filter(sender -> primary(before, sender).equals(left))
                    .toList();
            assertThat(homeless.stream()
                            .filter(sender ->
                                    before.getOrDefault(sender, List.of()).contains(primary(after, sender)))
                            .count())
                    .isGreaterThan(homeless.size() / 2);
        });
    }

    @Test
    void fallBacksAreOthersAndSpreadOverAllOfThem() {
        Seeded.rounds(30, random -> {
            int size = 2 + random.nextInt(15);
            int senders = size * (1 + random.nextInt(40));
            int fallBacks = 1 + random.nextInt(3);
            Map<String, List<String>> bound = spread(senders, targets(0, size), fallBacks, Map.of());
            Map<String, Map<String, Integer>> firsts = new HashMap<>();
            bound.values().forEach(order -> {
                assertThat(order).doesNotHaveDuplicates().hasSize(1 + Math.min(fallBacks, size - 1));
                firsts.computeIfAbsent(order.get(0), none -> new HashMap<>()).merge(order.get(1), 1, Integer::sum);
            });
            int each = senders / size / (size - 1);
            firsts.values().forEach(counts -> assertThat(counts.values())
                    .allSatisfy(count -> assertThat(count).isBetween(each, each + 1)));
        });
    }

    @Test
    void neighboursDifferInTheirOrder() {
        Seeded.rounds(30, random -> {
            int size = 3 + random.nextInt(15);
            Map<String, List<String>> bound = spread(size * 6, targets(0, size), 2, Map.of());
            List<List<String>> orders = List.copyOf(bound.values());
            for (int index = 1; index < orders.size(); index++) {
                assertThat(orders.get(index)).isNotEqualTo(orders.get(index - 1));
            }
            // Of one target's senders too: as many orders as there are others to begin with.
            assertThat(orders.stream()
                            .filter(order -> order.get(0).equals("t0"))
                            .distinct()
                            .count())
                    .isGreaterThanOrEqualTo(Math.min(6, size - 1));
        });
    }

    @Test
    void noTargetCarriesMoreThanAThirdOfALoadOfManySenders() {
        Seeded.rounds(50, random -> {
            int size = 3 + random.nextInt(10);
            List<Spread.Sender> senders = new ArrayList<>();
            int streams = 1 + random.nextInt(5);
            for (int stream = 0; stream < streams; stream++) {
                long load = 1L + random.nextInt(10_000);
                int count = size * (2 + random.nextInt(20));
                for (int index = 0; index < count; index++) {
                    senders.add(new Spread.Sender(stream + "-" + index, load, List.of()));
                }
            }
            assertThat(heaviestShare(size, senders)).isLessThanOrEqualTo(1.0 / 3 + 1e-9);
        });
    }

    private static double heaviestShare(int size, List<Spread.Sender> senders) {
        Map<String, List<String>> bound = new Spread(targets(0, size), 1).of(senders);
        Map<String, Long> loads = new HashMap<>();
        senders.forEach(sender ->
                loads.merge(bound.getOrDefault(sender.name(), List.of()).get(0), sender.load(), Long::sum));
        long all = senders.stream().mapToLong(Spread.Sender::load).sum();
        return (double) loads.values().stream().mapToLong(Long::longValue).max().orElse(0) / all;
    }

    @Test
    void theWorkGrowsWithTheSendersAndNotWithTheirProductWithTheTargets() {
        long small = steps(1_000, 100, Map.of());
        assertThat(steps(10_000, 1_000, Map.of())).isLessThan(11 * small);
        assertThat(small).isLessThan(20_000);

        Random random = new Random(1);
        Map<String, List<String>> before = new HashMap<>();
        IntStream.range(0, 10_000).forEach(index -> {
            int target = random.nextInt(1_000);
            before.put("s" + index, List.of("t" + target, "t" + (target + 1) % 1_000));
        });
        assertThat(steps(10_000, 900, before)).isLessThan(11 * 20_000L);
    }

    private static long steps(int senders, int targets, Map<String, List<String>> before) {
        Spread spread = new Spread(targets(0, targets), 2);
        spread.of(senders(senders, before));
        return spread.steps();
    }
}
