package dev.headgate.topology.graph;

import dev.headgate.topology.model.EventStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What flows through a place at the peak, by stream, in events per second. Used by one thread. */
final class Load {
    private static final String[] UNITS = {"B/s", "KB/s", "MB/s", "GB/s", "TB/s"};

    private final Map<EventStream, Double> events = new LinkedHashMap<>();

    void add(EventStream stream, double perSecond) {
        events.merge(stream, perSecond, Double::sum);
    }

    void add(Load other, double share) {
        other.events.forEach((stream, perSecond) -> add(stream, perSecond * share));
    }

    Map<EventStream, Double> byStream() {
        return events;
    }

    double events() {
        return events.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double bytes() {
        return events.entrySet().stream()
                .mapToDouble(entry ->
                        entry.getValue() * entry.getKey().eventSize().value().bytes())
                .sum();
    }

    String eventsText() {
        double perSecond = events();
        if (perSecond == 0 || perSecond >= 10) {
            return String.format(Locale.ROOT, "%,d/s", Math.round(perSecond));
        }
        return perSecond >= 0.1
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.1f/h", perSecond * 3600);
    }

    String bytesText() {
        double amount = bytes();
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || amount >= 100 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }

    @Override
    public String toString() {
        return eventsText() + ", " + bytesText();
    }
}
