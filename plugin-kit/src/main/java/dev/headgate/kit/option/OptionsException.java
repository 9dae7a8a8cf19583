package dev.headgate.kit.option;

import java.util.List;
import java.util.stream.Collectors;

/** A component's keys are wrong. The message lists every problem; there is no stack trace, as it is nobody's bug. */
public final class OptionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public OptionsException(String component, List<Problem> problems) {
        super(text(component, problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String text(String component, List<Problem> problems) {
        return problems.stream()
                .map(Problem::message)
                .collect(Collectors.joining(
                        "\n  ", component + " cannot start; " + problems.size() + " of its keys to mend:\n  ", ""));
    }
}
