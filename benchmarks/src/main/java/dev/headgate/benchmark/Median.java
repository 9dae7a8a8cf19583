package dev.headgate.benchmark;

import java.util.List;

/** The value in the middle: what a single slow or fast round cannot move. */
final class Median {
    private Median() {}

    /** The median; of an even number of values, the mean of the two in the middle. */
    static double of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing has no median.");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
