package dev.headgate.topology.place;

import java.util.List;
import java.util.stream.IntStream;

/** Spreads senders evenly over targets: the primary one by index, its fall-backs next to it. */
final class Ring<T> {
    private final List<T> targets;
    private final int fallBacks;
    private int next;

    Ring(List<T> targets, int fallBacks) {
        this.targets = List.copyOf(targets);
        this.fallBacks = fallBacks;
    }

    /** The next sender's targets, the primary one first. */
    List<T> take() {
        int first = next++;
        return IntStream.rangeClosed(0, fallBacks)
                .mapToObj(step -> targets.get((first + step) % targets.size()))
                .toList();
    }
}
