package dev.headgate.kit.option;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values of a component's keys, read and bounded: what a settings record is made of. Immutable. */
public final class Values {
    private final Map<Option<?>, Object> values;
    private final Map<String, Map<String, String>> passedOn;

    Values(Map<Option<?>, Object> values, Map<String, Map<String, String>> passedOn) {
        this.values = Map.copyOf(values);
        this.passedOn = Map.copyOf(passedOn);
    }

    /** The value of an option that is required or has a default. */
    public <T> T get(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new IllegalStateException("Option '" + option
                        + "' may be absent and was read as if it could not be, or is not of this component."));
    }

    /** The value of an option that may be absent. */
    @SuppressWarnings("unchecked") // Each option was stored with a value of its own type.
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option)).or(option::defaultValue);
    }

    /** The keys behind a prefix option, without the prefix. */
    public Map<String, String> under(Option<String> prefix) {
        return Objects.requireNonNullElse(passedOn.get(prefix.name()), Map.of());
    }
}
