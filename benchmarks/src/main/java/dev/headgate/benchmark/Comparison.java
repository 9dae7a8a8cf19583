package dev.headgate.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures a case: in each round the limit, then stock, then Headgate, so that whatever drifts on the machine drifts for
 * all of them. The result is the median of each. Used by one thread.
 */
final class Comparison {
    private final WorkFolder folder;
    private final int rounds;
    private final PrintWriter progress;

    Comparison(WorkFolder folder, int rounds, PrintWriter progress) {
        this.folder = folder;
        this.rounds = rounds;
        this.progress = progress;
    }

    CaseResult run(BenchmarkCase measured) throws IOException, InterruptedException {
        List<Double> limits = new ArrayList<>();
        Map<Side, List<Double>> values = new EnumMap<>(Side.class);
        for (int round = 1; round <= rounds; round++) {
            OptionalDouble limit = limit(measured);
            if (limit.isPresent()) {
                say(measured, round, "limit", limit.getAsDouble());
                limits.add(limit.getAsDouble());
            }
            for (Side side : Side.values()) {
                double value = measure(measured, side);
                say(measured, round, side.label(), value);
                values.computeIfAbsent(side, none -> new ArrayList<>()).add(value);
            }
        }
        return new CaseResult(
                measured.name(),
                measured.unit(),
                Median.of(values.getOrDefault(Side.STOCK, List.of())),
                Median.of(values.getOrDefault(Side.HEADGATE, List.of())),
                limits.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(limits)));
    }

    private OptionalDouble limit(BenchmarkCase measured) throws IOException {
        Path fresh = folder.fresh();
        try {
            return measured.limit(fresh);
        } finally {
            folder.remove(fresh);
        }
    }

    private double measure(BenchmarkCase measured, Side side) throws IOException, InterruptedException {
        Path fresh = folder.fresh();
        try {
            return measured.measure(side, fresh);
        } finally {
            folder.remove(fresh);
        }
    }

    private void say(BenchmarkCase measured, int round, String what, double value) {
        progress.printf(
                "%s, round %d of %d: %s %s %s%n",
                measured.name(),
                round,
                rounds,
                what,
                measured.unit().format(value),
                measured.unit().label());
        progress.flush();
    }
}
