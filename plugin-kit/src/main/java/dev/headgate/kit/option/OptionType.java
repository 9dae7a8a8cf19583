package dev.headgate.kit.option;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of an option's value: how it is read, written, named in the reference and described in a JSON schema.
 *
 * @param name the type as the reference calls it
 * @param reader turns the text into a value; throws IllegalArgumentException whose message reads on after "…: "
 * @param writer turns a value into the text that the reader takes
 * @param schema the type's part of a JSON schema
 */
record OptionType<T>(String name, Function<String, T> reader, Function<T, String> writer, Map<String, Object> schema) {
    static final OptionType<String> TEXT =
            new OptionType<>("text", OptionType::text, text -> text, Map.of("type", "string"));
    static final OptionType<Long> INTEGER =
            new OptionType<>("integer", OptionType::integer, String::valueOf, Map.of("type", "integer"));
    static final OptionType<Boolean> BOOLEAN =
            new OptionType<>("boolean", OptionType::bool, String::valueOf, Map.of("type", "boolean"));
    static final OptionType<Duration> DURATION = new OptionType<>(
            "duration",
            Durations::parse,
            Durations::format,
            Map.of("type", "string", "pattern", "^[0-9]+ *([mM][sS]|[sSmMhHdD])$"));
    static final OptionType<DataSize> DATA_SIZE = new OptionType<>(
            "data size",
            DataSize::parse,
            DataSize::toString,
            Map.of("type", "string", "pattern", "^[0-9]+ *[kKmMgGtT]?[iI]?[bB]$"));
    static final OptionType<Secret> SECRET = new OptionType<>(
            "secret", text -> new Secret(text(text)), Secret::toString, Map.of("type", "string", "writeOnly", true));
    static final OptionType<List<String>> LIST = new OptionType<>(
            "list of text", OptionType::list, values -> String.join(",", values), Map.of("type", "string"));

    static <E extends Enum<E>> OptionType<E> oneOf(Class<E> constants) {
        List<String> names = Stream.of(constants.getEnumConstants())
                .map(OptionType::constantName)
                .toList();
        return new OptionType<>(
                names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(" or ")),
                text -> constant(constants, names, text),
                OptionType::constantName,
                Map.of("enum", names));
    }

    private static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty. Give a value or leave the key out");
        }
        return text;
    }

    private static Long integer(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a whole number. Give digits alone, such as 1000", notANumber);
        }
    }

    private static Boolean bool(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false. Give one of the two");
        };
    }

    private static List<String> list(String text) {
        return Arrays.stream(text(text).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> constants, List<String> names, String text) {
        int index = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            String nearest = NearestName.of(text, names)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("");
            throw new IllegalArgumentException(
                    "not one of the choices. Give one of " + String.join(", ", names) + nearest);
        }
        return constants.getEnumConstants()[index];
    }

    private static String constantName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
