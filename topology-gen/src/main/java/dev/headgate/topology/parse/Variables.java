package dev.headgate.topology.parse;

import java.util.Map;
import java.util.Optional;

/** The variables that <code>${NAME}</code> in a topology stands for. */
@FunctionalInterface
public interface Variables {
    /** The variable's value, if it has one. */
    Optional<String> value(String name);

    /** None at all: each needs its default. */
    static Variables none() {
        return name -> Optional.empty();
    }

    /** Those of a map, such as the environment of the process. */
    static Variables of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return name -> Optional.ofNullable(copy.get(name));
    }
}
