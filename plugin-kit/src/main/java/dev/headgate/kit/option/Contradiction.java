package dev.headgate.kit.option;

import java.util.Optional;

/**
 * Looks at values that are each right and may not fit together.
 *
 * <p>Asked only where every single value could be read, so it may read all required keys.
 */
@FunctionalInterface
public interface Contradiction {
    /** What contradicts, why, and what to do, as one message; or nothing. */
    Optional<String> find(Values values);
}
