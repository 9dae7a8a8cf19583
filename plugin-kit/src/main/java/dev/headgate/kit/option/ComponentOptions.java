package dev.headgate.kit.option;

import dev.headgate.kit.option.Problem.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The declaration of one component: its type, what it is for, all its options and what may contradict.
 *
 * <p>Immutable. {@link #check} reports every problem at once; {@link #read} makes the settings or refuses.
 *
 * @param kind what kind of component it is
 * @param type the value of its {@code type} key: a class name, or Flume's short name
 * @param sentence one sentence that says what it does
 * @param options its keys, in the order in which the reference shows them
 * @param contradictions what may not fit together
 */
public record ComponentOptions(
        ComponentKind kind, String type, String sentence, List<Option<?>> options, List<Contradiction> contradictions) {

    public ComponentOptions {
        options = List.copyOf(options);
        contradictions = List.copyOf(contradictions);
        List<String> names = options.stream()
                .flatMap(option -> Stream.concat(Stream.of(option.name()), option.formerNames().stream()))
                .toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("A key of " + type + " is declared twice: " + names);
        }
    }

    public static ComponentOptions of(ComponentKind kind, String type, String sentence, Option<?>... options) {
        return new ComponentOptions(kind, type, sentence, List.of(options), List.of());
    }

    /** The same component, with one more thing that may not fit together. */
    public ComponentOptions contradiction(Contradiction contradiction) {
        return new ComponentOptions(
                kind,
                type,
                sentence,
                options,
                Stream.concat(contradictions.stream(), Stream.of(contradiction)).toList());
    }

    /** Everything that is wrong with the keys of the component of this name, warnings included, in a settled order. */
    public List<Problem> check(String name, Map<String, String> keys) {
        return new OptionReader(this, name, keys).problems();
    }

    /**
     * Reads the keys of the component of this name.
     *
     * @param warnings is handed what is worth a warning
     * @throws OptionsException where a key is unknown, missing, bad or contradicts; it lists all of them
     */
    public Values read(String name, Map<String, String> keys, java.util.function.Consumer<Problem> warnings) {
        OptionReader reader = new OptionReader(this, name, keys);
        List<Problem> errors = reader.problems().stream()
                .filter(problem -> !problem.isWarning())
                .toList();
        reader.problems().stream().filter(Problem::isWarning).forEach(warnings);
        if (!errors.isEmpty()) {
            throw new OptionsException(label(name), errors);
        }
        return reader.values();
    }

    /** The component as a message names it, such as {@code sink 'raw'}. */
    String label(String name) {
        return kind.label() + " '" + name + "'";
    }

    Problem contradictionProblem(String name, String message) {
        return new Problem(Rule.CONTRADICTION, "", "Contradiction in " + label(name) + ": " + message);
    }
}
