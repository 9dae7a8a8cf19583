package dev.headgate.topology.parse;

import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the values of a key are read.
 *
 * @param placeholder what stands in the model for a value that was refused, so that the rest can be looked at
 * @param reader gives nothing where it has reported why
 */
record ValueType<T>(T placeholder, Function<Value, Optional<T>> reader) {
    /** A name that becomes part of component names, header values and folders. */
    static final ValueType<String> NAME = single("", ValueType::name);

    /** Any text. */
    static final ValueType<String> TEXT = single("", text -> text);

    /** An absolute path on a host, as Flume takes it: in its lists a comma divides. */
    static final ValueType<String> ABSOLUTE_PATH = single("/", ValueType::absolutePath);

    /** Names of streams or stores; each keeps its place. */
    static final ValueType<List<Located<String>>> NAMES = new ValueType<>(List.of(), value -> {
        List<Located<String>> names = new ArrayList<>();
        for (Value item : value.items()) {
            item.text().ifPresent(name -> names.add(new Located<>(name, item.at())));
        }
        return Optional.of(List.copyOf(names));
    });

    /** Absolute paths, whose last part may be a pattern. */
    static final ValueType<List<String>> FILES = new ValueType<>(List.of(), value -> {
        List<String> files = new ArrayList<>();
        value.items().forEach(item -> ABSOLUTE_PATH
                .read(item)
                .filter(path -> isPattern(item, path))
                .ifPresent(files::add));
        return Optional.of(List.copyOf(files));
    });

    /**
     * A single value.
     *
     * @param parser throws IllegalArgumentException whose message reads on after "…: "
     */
    static <T> ValueType<T> single(T placeholder, Function<String, T> parser) {
        return new ValueType<>(placeholder, value -> value.text().flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException refused) {
                value.bad(text, String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        }));
    }

    /**
     * One of a few words.
     *
     * @param planned words that are refused as not there yet
     */
    static ValueType<String> word(List<String> known, List<String> planned) {
        return new ValueType<>("", value -> value.text().filter(word -> {
            if (planned.contains(word)) {
                value.bad(Rule.NOT_THERE_YET, word, "not there yet. Give one of " + String.join(", ", known));
            } else if (!known.contains(word)) {
                value.bad(word, notOneOf(word, known));
            }
            return known.contains(word);
        }));
    }

    /** A whole number within bounds. */
    static ValueType<Long> integer(long lowest, long highest) {
        return single(Math.max(lowest, 1), text -> {
            if (!text.matches("[+-]?\\d+")) {
                throw new IllegalArgumentException(
                        "not a whole number. Give digits alone, such as " + Math.max(lowest, 1));
            }
            long number = text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
            if (number < lowest || number > highest) {
                throw new IllegalArgumentException("out of bounds. Give " + lowest + " to " + highest);
            }
            return number;
        });
    }

    /** A value with an order, within bounds. */
    static <T extends Comparable<T>> ValueType<T> between(
            T lowest, T highest, Function<String, T> parser, Function<T, String> writer) {
        return single(lowest, text -> {
            T value = parser.apply(text);
            if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
                throw new IllegalArgumentException(
                        "out of bounds. Give " + writer.apply(lowest) + " to " + writer.apply(highest));
            }
            return value;
        });
    }

    /** The same values, told otherwise. */
    <R> ValueType<R> as(R otherPlaceholder, Function<T, R> teller) {
        return new ValueType<>(otherPlaceholder, value -> read(value).map(teller));
    }

    Optional<T> read(Value value) {
        return reader.apply(value);
    }

    private static String notOneOf(String word, List<String> known) {
        return "not one of the choices. Give one of " + String.join(", ", known)
                + NearestName.of(word, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("");
    }

    static String name(String text) {
        if (!text.matches("[A-Za-z][A-Za-z0-9_-]{0,62}")) {
            throw new IllegalArgumentException(
                    "not a name. Give up to 63 letters, digits, - and _, with a letter first");
        }
        return text;
    }

    private static String absolutePath(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path. Begin it with /");
        }
        if (text.contains("/../") || text.endsWith("/..") || text.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a plain path: it holds .. or a backslash. Write it without");
        }
        return text;
    }

    private static boolean isPattern(Value item, String path) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (path.endsWith("/")) {
            item.bad(path, "a folder, not its files. Add a pattern, such as " + path + "*.log");
            return false;
        }
        if (folder.matches(".*[*?\\[{].*")) {
            item.bad(path, "a pattern in a folder's name. Give patterns in the last part only");
            return false;
        }
        return true;
    }
}
