package dev.headgate.topology.model;

import java.util.Locale;

/** The units of time of a rate. */
enum Per {
    SECOND(3600),
    MINUTE(60),
    HOUR(1);

    private final long anHour;

    Per(long anHour) {
        this.anHour = anHour;
    }

    /** How many of the unit an hour has. */
    long anHour() {
        return anHour;
    }

    static Per of(String symbol) {
        return switch (symbol) {
            case "s" -> SECOND;
            case "m" -> MINUTE;
            default -> HOUR;
        };
    }

    static String format(long perHour) {
        for (Per unit : values()) {
            if (perHour % unit.anHour == 0) {
                return perHour / unit.anHour + "/" + unit.name().substring(0, 1).toLowerCase(Locale.ROOT);
            }
        }
        throw new IllegalStateException("An hour divides every rate.");
    }
}
