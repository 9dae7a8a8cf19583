package dev.headgate.kit.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a mistyped one was meant to be.
 *
 * <p>Nearness is the Levenshtein distance after case, {@code -}, {@code _} and {@code .} are put aside; a name counts as
 * near up to a third of its length.
 */
public final class NearestName {
    private NearestName() {}

    /** The known name nearest to the given one, or nothing where none is near. The first of equally near ones wins. */
    public static Optional<String> of(String name, Collection<String> known) {
        String wanted = folded(name);
        return known.stream()
                .filter(candidate -> distance(wanted, folded(candidate)) <= Math.max(1, wanted.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(wanted, folded(candidate))));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(previous[column - 1] + change, Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
