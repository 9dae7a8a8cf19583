package dev.headgate.topology.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives the senders of one target their fall-backs: each of the others in turn, those first that the fewest turn to. */
final class FallBackRing {
    private final int target;
    private final int size;
    private final Map<Integer, Integer> turnedTo = new HashMap<>();
    private int step;
    private int level;

    FallBackRing(int target, int size) {
        this.target = target;
        this.size = size;
    }

    /** Counts a sender that keeps its fall-backs. */
    void know(List<Integer> known) {
        known.stream().filter(index -> index != target).findFirst().ifPresent(this::count);
    }

    /**
     * Fills an order up.
     *
     * @param order the target first; changed
     * @return how many targets it looked at
     */
    int fill(List<Integer> order, int wanted) {
        int looks = 0;
        if (order.size() == 1 && wanted > 1) {
            int first = at(step);
            while (turnedTo.getOrDefault(first, 0) > level) {
                first = next();
                looks++;
            }
            count(first);
            order.add(first);
            next();
        }
        int stride = 1 + level % Math.max(1, size - 2);
        int candidate = order.get(order.size() - 1);
        while (order.size() < wanted) {
            candidate = (candidate + stride) % size;
            looks++;
            while (order.contains(candidate)) {
                candidate = (candidate + 1) % size;
                looks++;
            }
            order.add(candidate);
        }
        return looks;
    }

    private void count(int index) {
        turnedTo.merge(index, 1, Integer::sum);
    }

    private int next() {
        step++;
        if (step == size - 1) {
            step = 0;
            level++;
        }
        return at(step);
    }

    private int at(int steps) {
        return (target + 1 + steps) % size;
    }
}
