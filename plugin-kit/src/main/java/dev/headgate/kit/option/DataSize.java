package dev.headgate.kit.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data in bytes, written as {@code 600B}, {@code 64KB}, {@code 128MB}, {@code 2GB} or {@code 1TB}.
 * Units are powers of 1024, as everywhere in Hadoop. Immutable.
 *
 * @param bytes the amount, not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
    private static final String UNITS = "KMGT";
    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*([KMGT]?)I?B", Pattern.CASE_INSENSITIVE);

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("A data size cannot be negative: " + bytes);
        }
    }

    public static DataSize ofBytes(long bytes) {
        return new DataSize(bytes);
    }

    public static DataSize ofKilobytes(long kilobytes) {
        return new DataSize(Math.multiplyExact(kilobytes, 1L << 10));
    }

    public static DataSize ofMegabytes(long megabytes) {
        return new DataSize(Math.multiplyExact(megabytes, 1L << 20));
    }

    public static DataSize ofGigabytes(long gigabytes) {
        return new DataSize(Math.multiplyExact(gigabytes, 1L << 30));
    }

    /**
     * Reads a size with its unit.
     *
     * @throws IllegalArgumentException where the text is no size; the message says why and what to write
     */
    public static DataSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "not a size of data. Give a whole number with B, KB, MB, GB or TB, such as 128MB");
        }
        String unit = form.group(2).toUpperCase(Locale.ROOT);
        int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1;
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * power)));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw new IllegalArgumentException("more bytes than a machine can count. Give a smaller size", tooLarge);
        }
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The size as {@link #parse} takes it, in the largest unit that divides it. */
    @Override
    public String toString() {
        long amount = bytes;
        int power = 0;
        while (power < UNITS.length() && amount != 0 && amount % 1024 == 0) {
            amount /= 1024;
            power++;
        }
        return amount + (power == 0 ? "" : UNITS.substring(power - 1, power)) + "B";
    }
}
