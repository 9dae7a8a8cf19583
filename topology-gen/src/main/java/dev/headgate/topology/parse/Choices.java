package dev.headgate.topology.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run decides that the file leaves open. Immutable.
 *
 * @param settings values that replace the file's
 * @param environment which of the file's environments is meant
 * @param variables of the process
 */
public record Choices(List<Setting> settings, @Nullable String environment, Variables variables) {
    public Choices {
        settings = List.copyOf(settings);
    }

    /** Settings alone. */
    public static Choices of(List<Setting> settings) {
        return new Choices(settings, null, Variables.none());
    }

    /** The same for another environment, as the file has it: without settings. */
    public Choices inEnvironment(String other) {
        return new Choices(List.of(), other, variables);
    }
}
