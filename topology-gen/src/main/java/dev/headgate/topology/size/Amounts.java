package dev.headgate.topology.size;

import java.util.Locale;

/** Writes amounts for people: three digits or so, in the largest unit that they fill. */
public final class Amounts {
    private static final String[] BYTES = {"B", "KB", "MB", "GB", "TB", "PB"};

    private Amounts() {}

    /** The amount with its unit. */
    public static String text(double amount, Figure.Unit unit) {
        if (!Double.isFinite(amount)) {
            return "never";
        }
        return switch (unit) {
            case COUNT, EVENTS -> whole(amount);
            case EVENTS_PER_SECOND -> rounded(amount) + "/s";
            case BYTES -> bytes(amount);
            case BYTES_PER_SECOND -> bytes(amount) + "/s";
            case SECONDS -> seconds(amount);
            case FILES_PER_HOUR -> rounded(amount) + "/h";
        };
    }

    private static String whole(double amount) {
        return String.format(Locale.ROOT, "%,d", Math.round(amount));
    }

    private static String rounded(double amount) {
        return amount < 10 && amount != Math.rint(amount) ? String.format(Locale.ROOT, "%.1f", amount) : whole(amount);
    }

    private static String bytes(double amount) {
        double left = amount;
        int power = 0;
        while (left >= 1024 && power < BYTES.length - 1) {
            left /= 1024;
            power++;
        }
        return String.format(Locale.ROOT, left < 10 && power > 0 ? "%.1f%s" : "%.0f%s", left, BYTES[power]);
    }

    private static String seconds(double amount) {
        long minutes = Math.round(amount / 60);
        if (amount < 120) {
            return Math.round(amount) + "s";
        }
        if (minutes < 60) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 72) {
            return minutes % 60 == 0 ? hours + "h" : hours + "h" + minutes % 60 + "m";
        }
        return Math.round(hours / 24.0) + "d";
    }
}
