package dev.headgate.topology.parse;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Expands a host name that may hold ranges: {@code rack-[1-3]-web-[01-40].example.com}, the last one fastest. */
final class HostRange {
    /** The most hosts of a range or a list. */
    static final int MOST = 100_000;

    private static final Pattern RANGE = Pattern.compile("\\[(\\d{1,6})-(\\d{1,6})]");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*\\.?");

    private HostRange() {}

    /**
     * The hosts, in lower case.
     *
     * @throws IllegalArgumentException where it is none; the message reads on after "…: "
     */
    static List<String> expand(String text) {
        String pattern = text.toLowerCase(Locale.ROOT);
        long size = 1;
        Matcher ranges = RANGE.matcher(pattern);
        while (ranges.find()) {
            size *= size(ranges.group(1), ranges.group(2));
            if (size > MOST) {
                throw new IllegalArgumentException("more than " + MOST + " hosts. Make the range smaller");
            }
        }
        String first = RANGE.matcher(pattern).replaceAll("$1");
        if (first.length() > 253 || !NAME.matcher(first).matches()) {
            throw new IllegalArgumentException(
                    "not a host. Give a name of letters, digits, - and dots, with ranges such as [01-40]");
        }
        return expanded(pattern).toList();
    }

    private static Stream<String> expanded(String pattern) {
        Matcher range = RANGE.matcher(pattern);
        if (!range.find()) {
            return Stream.of(pattern);
        }
        String before = pattern.substring(0, range.start());
        String after = pattern.substring(range.end());
        String number = "%0" + range.group(1).length() + "d";
        return IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                .mapToObj(index -> before + String.format(Locale.ROOT, number, index))
                .flatMap(start -> expanded(after).map(end -> start + end));
    }

    private static long size(String first, String last) {
        if (Integer.parseInt(first) > Integer.parseInt(last)) {
            throw new IllegalArgumentException(
                    "a range that ends before it begins. Give it as [%s-%s]".formatted(last, first));
        }
        boolean padded = first.startsWith("0") || last.startsWith("0");
        if (padded && first.length() != last.length()) {
            throw new IllegalArgumentException(
                    "a range of uneven width. Give both ends as many digits, such as [01-40]");
        }
        return Long.parseLong(last) - Long.parseLong(first) + 1;
    }
}
