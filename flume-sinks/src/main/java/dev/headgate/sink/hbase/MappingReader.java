package dev.headgate.sink.hbase;

import dev.headgate.kit.option.NearestName;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import dev.headgate.kit.progress.EventHeaders;
import dev.headgate.sink.hbase.EventMapping.CellRule;
import dev.headgate.sink.hbase.EventMapping.CounterRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the keys that declare a mapping and collects every problem. Used by one thread, once. */
final class MappingReader {
    private static final EventValue NOTHING = new EventValue.Literal("");
    private static final EventValue ONE = new EventValue.Literal("1");
    private static final EventValue USUAL_TIME = new EventValue.Header(EventHeaders.TIMESTAMP);
    private static final List<String> COUNTER_KEYS = List.of("row", "cell", "add");

    private final Values values;
    private final List<String> problems = new ArrayList<>();
    private final BodyFormat format;
    private final ValueReader reader;
    private final EventMapping mapping;

    private MappingReader(Values values) {
        this.values = values;
        BodyFormat untimed = new BodyFormat(
                regex(values),
                delimiter(values.get(HBaseOptions.DELIMITER)),
                values.find(HBaseOptions.FIELDS).orElse(List.of()),
                USUAL_TIME);
        EventValue time = values.find(HBaseOptions.TIME)
                .map(text -> read(HBaseOptions.TIME.name(), text, new ValueReader(untimed)::value))
                .orElse(USUAL_TIME);
        this.format = untimed.withTime(time);
        this.reader = new ValueReader(format);
        if (isOf(time, EventValue.Time.class) || isOf(time, EventValue.Calendar.class)) {
            refuse(
                    HBaseOptions.TIME.name(),
                    values.find(HBaseOptions.TIME).orElse(""),
                    "it cannot be told by the time itself");
        }
        this.mapping = new EventMapping(format, row(), cells(), counters());
    }

    /** The mapping that these keys declare. They have been checked by {@link #problems}. */
    static EventMapping read(Values values) {
        return new MappingReader(values).mapping;
    }

    /** All that is wrong with the mapping, as one message. */
    static Optional<String> problems(Values values) {
        List<String> problems = new MappingReader(values).problems;
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("\n  ", problems));
    }

    private @Nullable Pattern regex(Values given) {
        String regex = given.find(HBaseOptions.REGEX).orElse(null);
        if (regex == null) {
            return null;
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException bad) {
            refuse(
                    HBaseOptions.REGEX.name(),
                    regex,
                    "at column " + (bad.getIndex() + 1) + ": " + bad.getDescription()
                            + ". In a properties file each backslash is written twice");
            return null;
        }
    }

    /** Flume takes the white space off the ends of a value, so some delimiters have names. */
    private static String delimiter(String text) {
        return switch (text) {
            case "tab", "\\t" -> "\t";
            case "space" -> " ";
            default -> text;
        };
    }

    private EventValue row() {
        String key = HBaseOptions.ROW.name();
        String text = values.get(HBaseOptions.ROW);
        EventValue row = read(key, text, reader::template);
        if (isOf(row, EventValue.Literal.class)) {
            refuse(key, text, "every event would overwrite the one before. Write a %{header} into it");
        }
        return row;
    }

    private List<CellRule> cells() {
        Map<Column, CellRule> cells = new LinkedHashMap<>();
        Map<String, String> declared = new TreeMap<>(values.under(HBaseOptions.CELL));
        declared.forEach((name, text) -> {
            String key = HBaseOptions.CELL.name() + name;
            Column column = read(key, text, name, Column::parse);
            EventValue value = read(key, text, reader::value);
            if (column != null) {
                cells.put(column, new CellRule(column, value));
            }
        });
        String family = read(
                HBaseOptions.FAMILY.name(),
                values.get(HBaseOptions.FAMILY),
                values.get(HBaseOptions.FAMILY),
                Column::family);
        usual(declared, HBaseOptions.BODY_QUALIFIER, "body")
                .ifPresent(qualifier -> add(
                        cells,
                        HBaseOptions.BODY_QUALIFIER,
                        new Column(String.valueOf(family), qualifier),
                        new EventValue.Body()));
        usual(declared, HBaseOptions.HEADERS, List.of(EventHeaders.ORIGIN, EventHeaders.SEQUENCE))
                .ifPresent(headers -> headers.forEach(header -> add(
                        cells,
                        HBaseOptions.HEADERS,
                        new Column(String.valueOf(family), header),
                        new EventValue.Header(header))));
        return List.copyOf(cells.values());
    }

    /** The value of a key that has a default only where no cell is declared. */
    private <T> Optional<T> usual(Map<String, String> declared, Option<T> option, T usual) {
        return values.find(option).or(() -> declared.isEmpty() ? Optional.of(usual) : Optional.empty());
    }

    private void add(Map<Column, CellRule> cells, Option<?> option, Column column, EventValue value) {
        if (cells.putIfAbsent(column, new CellRule(column, value)) != null) {
            refuse(
                    option.name(),
                    column.qualifier(),
                    "another key puts something else into the cell '" + column.family() + "." + column.qualifier()
                            + "'. Give one of them another qualifier");
        }
    }

    private List<CounterRule> counters() {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        new TreeMap<>(values.under(HBaseOptions.COUNTER)).forEach((rest, text) -> {
            int dot = rest.lastIndexOf('.');
            String part = rest.substring(dot + 1);
            if (dot <= 0 || !COUNTER_KEYS.contains(part)) {
                refuse(
                        HBaseOptions.COUNTER.name() + rest,
                        text,
                        "a counter has no such key. "
                                + NearestName.of(part, COUNTER_KEYS)
                                        .map(nearest -> "Did you mean '" + nearest + "'?")
                                        .orElse("Write counter.NAME.row, counter.NAME.cell or counter.NAME.add"));
                return;
            }
            byName.computeIfAbsent(rest.substring(0, dot), none -> new TreeMap<>())
                    .put(part, text);
        });
        List<CounterRule> counters = new ArrayList<>();
        byName.forEach((name, keys) -> counters.add(counter(HBaseOptions.COUNTER.name() + name + ".", keys)));
        return counters;
    }

    private CounterRule counter(String prefix, Map<String, String> keys) {
        for (String needed : List.of("row", "cell")) {
            if (!keys.containsKey(needed)) {
                problems.add("missing key '%s%s': a counter needs it. Add it.".formatted(prefix, needed));
            }
        }
        String cell = keys.getOrDefault("cell", "e.count");
        Column column = read(prefix + "cell", cell, cell, Column::parse);
        EventValue row = keys.containsKey("row") ? read(prefix + "row", keys.get("row"), reader::template) : NOTHING;
        EventValue amount = keys.containsKey("add") ? amount(prefix + "add", keys.get("add")) : ONE;
        return column == null
                ? new CounterRule(row, "", NOTHING, amount)
                : new CounterRule(
                        row, column.family(), read(prefix + "cell", column.qualifier(), reader::template), amount);
    }

    /** A plain number, or a value that tells one. */
    private EventValue amount(String key, String text) {
        return text.matches("-?[0-9]{1,18}") ? new EventValue.Literal(text) : read(key, text, reader::value);
    }

    private EventValue read(String key, String text, Function<String, EventValue> parse) {
        EventValue value = read(key, text, text, parse);
        return value == null ? NOTHING : value;
    }

    private <T> @Nullable T read(String key, String shown, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException refused) {
            refuse(key, shown, refused.getMessage());
            return null;
        }
    }

    private static boolean isOf(EventValue value, Class<? extends EventValue> type) {
        return type.isInstance(value)
                || (value instanceof EventValue.Template template
                        && template.parts().stream().anyMatch(type::isInstance)
                        && (type != EventValue.Literal.class
                                || template.parts().stream().allMatch(type::isInstance)));
    }

    private void refuse(String key, String text, @Nullable String why) {
        String sentence = why != null && why.endsWith("?") ? why : why + ".";
        problems.add("value '%s' for key '%s': %s".formatted(text, key, sentence));
    }
}
