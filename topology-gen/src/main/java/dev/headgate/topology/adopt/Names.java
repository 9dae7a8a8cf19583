package dev.headgate.topology.adopt;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names as a topology takes them, each given once. Used by one thread. */
final class Names {
    private static final int LONGEST = 60;

    private final Set<String> given = new HashSet<>(Set.of("tail", "from-tail"));

    /** A name like that one. */
    String like(String text, String otherwise) {
        String plain = text.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
        String base = plain.isEmpty() ? otherwise : plain.substring(0, Math.min(LONGEST, plain.length()));
        String name = base;
        for (int number = 2; !given.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /** What all of them begin with, without digits and signs at the end; empty where that is nothing. */
    static String common(List<String> names) {
        String common = names.isEmpty() ? "" : names.get(0);
        for (String name : names) {
            while (!name.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common.replaceAll("[^A-Za-z]+$", "");
    }
}
