package dev.headgate.topology.parse;

import dev.headgate.kit.option.DataSize;
import dev.headgate.kit.option.Durations;
import dev.headgate.kit.option.NearestName;
import dev.headgate.topology.model.Located;
import dev.headgate.topology.model.Rate;
import dev.headgate.topology.model.TopologyRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the values of a key are read.
 *
 * @param form how they look
 * @param placeholder what stands in the model for a value that was refused, so that the rest can be looked at
 * @param reader gives nothing where it has reported why
 */
record ValueType<T>(Form form, T placeholder, Function<Value, Optional<T>> reader) {
    private static final String NAME_PATTERN = "[A-Za-z][A-Za-z0-9_-]{0,62}";

    ValueType(T placeholder, Function<Value, Optional<T>> reader) {
        this(Form.anyText("text"), placeholder, reader);
    }

    /** A name that becomes part of component names, header values and folders. */
    static final ValueType<String> NAME = single(Form.text("name", "^" + NAME_PATTERN + "$"), "", ValueType::name);

    /** Any text. */
    static final ValueType<String> TEXT = single(Form.anyText("text"), "", text -> text);

    /** An absolute path on a host, as Flume takes it: in its lists a comma divides. */
    static final ValueType<String> ABSOLUTE_PATH = single(Form.text("path", "^/"), "/", ValueType::absolutePath);

    static final ValueType<Boolean> BOOLEAN =
            word(List.of("true", "false")).as(false, Boolean::parseBoolean).in(Form.bool());

    static final ValueType<DataSize> SIZE_OF_EVENT =
            size(DataSize.ofBytes(1), DataSize.ofMegabytes(32), DataSize::parse, "`600B`, `2KB`");

    static final ValueType<Rate> RATE =
            single(Form.text("rate: `400/s`, `20/m`, `5/h`", "^ *[0-9]+ */ *[smh] *$"), Rate.perSecond(1), Rate::parse);

    /** A secret, which only its name stands for; read as Flume resolves it when it starts. */
    static final ValueType<String> SECRET =
            new ValueType<>(Form.text("`${secret:NAME}`", "^\\$\\{secret:[A-Z_][A-Z0-9_]*\\}$"), "", ValueType::secret);

    /** Names of streams or stores; each keeps its place. */
    static final ValueType<List<Located<String>>> NAMES =
            texts(Form.anyText("name").orList());

    /** Absolute paths, whose last part may be a pattern. */
    static final ValueType<List<String>> FILES =
            new ValueType<>(ABSOLUTE_PATH.form().orList(), List.of(), value -> {
                List<String> files = new ArrayList<>();
                value.items().forEach(item -> ABSOLUTE_PATH
                        .read(item)
                        .filter(path -> isPattern(item, path))
                        .ifPresent(files::add));
                return Optional.of(List.copyOf(files));
            });

    /** Texts; each keeps its place. */
    static ValueType<List<Located<String>>> texts(Form form) {
        return new ValueType<>(form, List.of(), value -> {
            List<Located<String>> names = new ArrayList<>();
            for (Value item : value.items()) {
                item.text().ifPresent(name -> names.add(new Located<>(name, item.at())));
            }
            return Optional.of(List.copyOf(names));
        });
    }

    /**
     * A single value.
     *
     * @param parser throws IllegalArgumentException whose message reads on after "…: "
     */
    static <T> ValueType<T> single(Form form, T placeholder, Function<String, T> parser) {
        return new ValueType<>(form, placeholder, value -> value.text().flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException refused) {
                value.bad(text, String.valueOf(refused.getMessage()));
                return Optional.empty();
            }
        }));
    }

    /** An amount of data within bounds; the examples are Markdown. */
    static ValueType<DataSize> size(
            DataSize lowest, DataSize highest, Function<String, DataSize> parser, String examples) {
        Form form = Form.text("size: " + examples, "^ *[0-9]+ *[kKmMgGtT]?[iI]?[bB] *$");
        return between(form, lowest, highest, parser, DataSize::toString);
    }

    /** A duration within bounds; the examples are Markdown. */
    static ValueType<Duration> duration(Duration lowest, Duration highest, String examples) {
        Form form = Form.text("duration: " + examples, "^ *[0-9]+ *([mM][sS]|[sSmMhHdD]) *$");
        return between(form, lowest, highest, Durations::parse, Durations::format);
    }

    /**
     * One of a few words. The empty one stands for a word that was refused.
     */
    static ValueType<String> word(List<String> known) {
        return new ValueType<>(Form.word(known), "", value -> value.text().filter(word -> {
            if (!known.contains(word)) {
                value.bad(word, notOneOf(word, known));
            }
            return known.contains(word);
        }));
    }

    /** A whole number within bounds. */
    static ValueType<Long> integer(long lowest, long highest) {
        return single(Form.integer(lowest, highest), Math.max(lowest, 1), text -> {
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
    private static <T extends Comparable<T>> ValueType<T> between(
            Form form, T lowest, T highest, Function<String, T> parser, Function<T, String> writer) {
        return single(form, lowest, text -> {
            T value = parser.apply(text);
            if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
                throw new IllegalArgumentException(
                        "out of bounds. Give " + writer.apply(lowest) + " to " + writer.apply(highest));
            }
            return value;
        });
    }

    /** Any text as it looks to an editor; for types of files that no editor is told about. */
    static <T> ValueType<T> single(T placeholder, Function<String, T> parser) {
        return single(Form.anyText("text"), placeholder, parser);
    }

    /** The same values, told otherwise. */
    <R> ValueType<R> as(R otherPlaceholder, Function<T, R> teller) {
        return new ValueType<>(form, otherPlaceholder, value -> read(value).map(teller));
    }

    /** The same values, in a form that is told otherwise. */
    ValueType<T> in(Form otherForm) {
        return new ValueType<>(otherForm, placeholder, reader);
    }

    Optional<T> read(Value value) {
        return reader.apply(value);
    }

    private static Optional<String> secret(Value value) {
        return value.textWithSecrets().filter(text -> {
            boolean isReference = text.matches(Value.REFERENCE);
            if (!isReference) {
                value.bad(
                        TopologyRule.CLEAR_SECRET,
                        "(hidden)",
                        "a secret in clear would stand in files that others can read. Write ${secret:NAME}, and NAME=value into the file of secrets on the hosts");
            }
            return isReference;
        });
    }

    private static String notOneOf(String word, List<String> known) {
        return "not one of the choices. Give one of " + String.join(", ", known)
                + NearestName.of(word, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("");
    }

    static String name(String text) {
        if (!text.matches(NAME_PATTERN)) {
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
