package dev.headgate.benchmark;

import java.util.Locale;

/** In what a case is measured, and which way is better. */
enum Unit {
    EVENTS_PER_SECOND("events/s", 0) {
        @Override
        double ratio(double stock, double headgate) {
            return headgate / stock;
        }
    },
    SECONDS("s", 3) {
        @Override
        double ratio(double stock, double headgate) {
            return stock / headgate;
        }
    },
    /** Per million events. */
    REQUESTS("ops/M", 0) {
        @Override
        double ratio(double stock, double headgate) {
            return stock / headgate;
        }
    };

    private final String label;
    private final int decimals;

    Unit(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }

    String label() {
        return label;
    }

    /** Digits behind the point that are worth printing. */
    int decimals() {
        return decimals;
    }

    /** How many times as good as stock Flume Headgate is. */
    abstract double ratio(double stock, double headgate);

    String format(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
