package dev.headgate.kit.option;

import dev.headgate.kit.option.Problem.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one component's keys against its declaration and collects every problem. Used by one thread, once. */
final class OptionReader {
    private final ComponentOptions declaration;
    private final String label;
    private final Map<String, String> unread;
    private final List<Problem> problems = new ArrayList<>();
    private final Values values;

    OptionReader(ComponentOptions declaration, String name, Map<String, String> keys) {
        this.declaration = declaration;
        this.label = declaration.label(name);
        this.unread = new TreeMap<>(keys);
        unread.keySet().removeIf(declaration.kind()::readsItself);

        Map<Option<?>, Object> read = new HashMap<>();
        Map<String, Map<String, String>> passedOn = new HashMap<>();
        for (Option<?> option : declaration.options()) {
            if (option.isPrefix()) {
                passedOn.put(option.name(), takeUnder(option.name()));
            } else {
                take(option).ifPresent(value -> read.put(option, value));
            }
        }
        unread.keySet().forEach(this::unknown);
        values = new Values(read, passedOn);
        if (problems.stream().allMatch(Problem::isWarning)) {
            declaration.contradictions().stream()
                    .map(contradiction -> contradiction.find(values))
                    .flatMap(Optional::stream)
                    .forEach(message -> problems.add(declaration.contradictionProblem(name, message)));
        }
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Values values() {
        return values;
    }

    private Optional<Object> take(Option<?> option) {
        List<String> given = Stream.concat(Stream.of(option.name()), option.formerNames().stream())
                .filter(unread::containsKey)
                .toList();
        if (given.isEmpty()) {
            if (option.isRequired()) {
                report(
                        Rule.MISSING_KEY,
                        option.name(),
                        "Missing key '%s' in %s: it is required. Add it: %s"
                                .formatted(option.name(), label, option.sentence()));
            }
            return Optional.empty();
        }
        if (given.size() > 1) {
            report(
                    Rule.CONTRADICTION,
                    option.name(),
                    "Keys %s in %s are old and new names of one. Keep '%s' only."
                            .formatted(quoted(given), label, option.name()));
        } else if (!given.get(0).equals(option.name())) {
            report(
                    Rule.RENAMED_KEY,
                    given.get(0),
                    "Old key '%s' in %s: it is called '%s' now. Rename it."
                            .formatted(given.get(0), label, option.name()));
        }
        String text = String.valueOf(unread.get(given.get(0)));
        given.forEach(unread::remove);
        return parse(option, given.get(0), text);
    }

    private Optional<Object> parse(Option<?> option, String key, String text) {
        try {
            return Optional.of(option.read(text));
        } catch (IllegalArgumentException refused) {
            report(
                    Rule.BAD_VALUE,
                    key,
                    "Bad value '%s' for key '%s' in %s: %s"
                            .formatted(
                                    option.isSecret() ? "(hidden)" : text,
                                    key,
                                    label,
                                    sentence(String.valueOf(refused.getMessage()))));
            return Optional.empty();
        }
    }

    private Map<String, String> takeUnder(String prefix) {
        Map<String, String> taken = unread.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
        unread.keySet().removeIf(key -> key.startsWith(prefix));
        return taken;
    }

    private void unknown(String key) {
        List<String> known = declaration.options().stream().map(Option::name).toList();
        String remedy = NearestName.of(key, known)
                .map(nearest -> "Did you mean '" + nearest + "'?")
                .orElse("Remove it.");
        report(
                Rule.UNKNOWN_KEY,
                key,
                "Unknown key '%s' in %s: %s has no such key. %s".formatted(key, label, declaration.type(), remedy));
    }

    private void report(Rule rule, String key, String message) {
        problems.add(new Problem(rule, key, message));
    }

    private static String sentence(String words) {
        return words.endsWith("?") ? words : words + ".";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "));
    }
}
