package dev.headgate.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Results as a table for people. */
final class ResultTable {
    private static final String NONE = "-";
    private static final String ROW = "%-14s %-9s %11s %8s %11s %8s %8s %11s %6s%n";

    private ResultTable() {}

    static String of(List<CaseResult> results) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, ROW, "case", "unit", "stock", "MB/s", "headgate", "MB/s", "ratio", "limit", "share"));
        for (CaseResult result : results) {
            Unit unit = result.unit();
            table.append(String.format(
                    Locale.ROOT,
                    ROW,
                    result.name(),
                    unit.label(),
                    unit.format(result.stock()),
                    megabytes(unit, result.stock()),
                    unit.format(result.headgate()),
                    megabytes(unit, result.headgate()),
                    String.format(Locale.ROOT, "%.1fx", result.ratio()),
                    result.limit().isPresent() ? unit.format(result.limit().getAsDouble()) : NONE,
                    percent(result.share())));
        }
        return table.toString();
    }

    private static String megabytes(Unit unit, double value) {
        return unit == Unit.EVENTS_PER_SECOND
                ? String.format(Locale.ROOT, "%,.1f", value * BenchmarkCase.EVENT_BYTES / 1e6)
                : NONE;
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.0f%%", share.getAsDouble() * 100) : NONE;
    }
}
