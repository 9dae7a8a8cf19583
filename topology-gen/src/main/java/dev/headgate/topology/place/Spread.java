package dev.headgate.topology.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Binds senders to targets, evenly, and moves as few of those that were bound before as can be.
 *
 * <p>Senders whose loads are within a factor of two are alike. Of senders that are alike no target has more than one more than
 * another: of {@code n} on {@code m} targets each has {@code floor(n/m)} or one more, and the targets that have one more are first
 * those that had it, then those with the least load. No assignment with that balance moves fewer. Fall-backs of a sender stay in
 * their order; what is missing is filled up so that the senders of one target turn to different agents when it is down, and
 * neighbours to theirs in a different order.
 *
 * <p>The work grows with the senders and targets, not with their product: {@link #steps} counts it. Used by one thread, once.
 */
final class Spread {
    private final List<String> targets;
    private final int fallBacks;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final long[] loads;
    private final List<FallBackRing> rings = new ArrayList<>();
    private final Map<String, Integer> primaries = new LinkedHashMap<>();
    private int cursor;
    private long steps;

    /**
     * @param targets in the order in which they are filled
     * @param fallBacks how many agents a sender knows beside the one that it is bound to
     */
    Spread(List<String> targets, int fallBacks) {
        this.targets = List.copyOf(targets);
        this.fallBacks = Math.min(fallBacks, targets.size() - 1);
        this.loads = new long[targets.size()];
        for (String target : this.targets) {
            rings.add(new FallBackRing(indexes.size(), this.targets.size()));
            indexes.put(target, indexes.size());
        }
    }

    /**
     * A sender.
     *
     * @param name unique
     * @param load at the peak, in any unit
     * @param before the targets that it had, in order
     */
    record Sender(String name, long load, List<String> before) {}

    /** The targets of each sender, the one that it is bound to first. */
    Map<String, List<String>> of(List<Sender> senders) {
        SortedMap<Integer, List<Sender>> alike = new TreeMap<>(Comparator.reverseOrder());
        for (Sender sender : senders) {
            int magnitude = Long.SIZE - Long.numberOfLeadingZeros(sender.load());
            alike.computeIfAbsent(magnitude, none -> new ArrayList<>()).add(sender);
        }
        alike.values().forEach(this::bind);
        Map<String, List<String>> bound = new LinkedHashMap<>();
        senders.forEach(sender -> ring(sender).know(known(sender)));
        senders.forEach(sender -> bound.put(sender.name(), ordered(sender)));
        return bound;
    }

    /** How often it looked at a sender or a target. */
    long steps() {
        return steps;
    }

    private void bind(List<Sender> senders) {
        int[] had = new int[targets.size()];
        senders.forEach(sender -> {
            int before = before(sender);
            if (before >= 0) {
                had[before]++;
            }
        });
        int[] room = quotas(senders.size(), had);
        List<Sender> homeless = new ArrayList<>();
        for (Sender sender : senders) {
            int before = before(sender);
            if (before >= 0 && room[before] > 0) {
                bind(sender, before, room);
            } else {
                homeless.add(sender);
            }
        }
        List<Sender> strangers = new ArrayList<>();
        for (Sender sender : homeless) {
            int next = known(sender).stream()
                    .filter(index -> room[index] > 0)
                    .findFirst()
                    .orElse(-1);
            if (next >= 0) {
                bind(sender, next, room);
            } else {
                strangers.add(sender);
            }
        }
        bindInTurn(strangers, room);
    }

    /** How many of the senders each target gets. */
    private int[] quotas(int senders, int[] had) {
        int base = senders / targets.size();
        List<Integer> order = new ArrayList<>(indexes.values());
        order.sort(Comparator.<Integer, Boolean>comparing(index -> had[index] <= base)
                .thenComparingLong(index -> loads[index])
                .thenComparingInt(index -> Math.floorMod(index - cursor, targets.size())));
        int[] quotas = new int[targets.size()];
        int more = senders % targets.size();
        for (int rank = 0; rank < order.size(); rank++) {
            quotas[order.get(rank)] = rank < more ? base + 1 : base;
            steps++;
        }
        return quotas;
    }

    /** One after the other to each target that has room, going on where the last one was given. */
    private void bindInTurn(List<Sender> senders, int[] room) {
        List<Integer> open = new ArrayList<>();
        for (int step = 0; step < targets.size(); step++) {
            open.add((cursor + step) % targets.size());
        }
        int turn = 0;
        while (turn < senders.size()) {
            List<Integer> still = new ArrayList<>();
            for (int index : open) {
                steps++;
                if (room[index] > 0 && turn < senders.size()) {
                    bind(senders.get(turn++), index, room);
                    cursor = (index + 1) % targets.size();
                }
                if (room[index] > 0) {
                    still.add(index);
                }
            }
            open = still;
        }
    }

    private void bind(Sender sender, int target, int[] room) {
        steps++;
        room[target]--;
        loads[target] += sender.load();
        primaries.put(sender.name(), target);
    }

    private FallBackRing ring(Sender sender) {
        return rings.get(primary(sender));
    }

    private int primary(Sender sender) {
        Integer primary = primaries.get(sender.name());
        if (primary == null) {
            throw new IllegalStateException("Sender " + sender.name() + " was bound to nobody.");
        }
        return primary;
    }

    private List<String> ordered(Sender sender) {
        int primary = primary(sender);
        List<Integer> order = new ArrayList<>();
        order.add(primary);
        known(sender).stream()
                .filter(index -> index != primary)
                .limit(fallBacks)
                .forEach(order::add);
        steps += order.size();
        steps += ring(sender).fill(order, fallBacks + 1);
        return order.stream().map(targets::get).toList();
    }

    private int before(Sender sender) {
        return sender.before().isEmpty()
                ? -1
                : indexes.getOrDefault(sender.before().get(0), -1);
    }

    /** The targets that it had and that are still there. */
    private List<Integer> known(Sender sender) {
        return sender.before().stream()
                .filter(indexes::containsKey)
                .map(name -> indexes.getOrDefault(name, -1))
                .toList();
    }
}
