package dev.headgate.kit.option;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and writes durations as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h} or {@code 7d}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Durations() {}

    /**
     * Reads a duration with its unit.
     *
     * @throws IllegalArgumentException where the text is no duration; the message says why and what to write
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("not a duration. Give a whole number with ms, s, m, h or d, such as 5m");
        }
        long unit =
                switch (form.group(2).toLowerCase(Locale.ROOT)) {
                    case "ms" -> 1;
                    case "s" -> SECOND;
                    case "m" -> MINUTE;
                    case "h" -> HOUR;
                    default -> DAY;
                };
        try {
            return Duration.ofMillis(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
        } catch (ArithmeticException | NumberFormatException tooLong) {
            throw new IllegalArgumentException("longer than a machine can count. Give a shorter duration", tooLong);
        }
    }

    /** The duration as {@link #parse} takes it, in the largest unit that divides it; below a millisecond is cut. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % DAY == 0) {
            return millis / DAY + "d";
        }
        if (millis % HOUR == 0) {
            return millis / HOUR + "h";
        }
        if (millis % MINUTE == 0) {
            return millis / MINUTE + "m";
        }
        return millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }
}
