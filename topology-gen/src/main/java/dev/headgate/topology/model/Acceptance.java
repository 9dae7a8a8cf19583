package dev.headgate.topology.model;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A warning that the topology's writer has looked at and wants to hear no more of. Immutable.
 *
 * @param rule its id
 * @param places where it is accepted; none means everywhere
 * @param reason why
 * @param isUsed whether it has silenced a warning so far
 */
public record Acceptance(Located<String> rule, @Nullable Set<Location> places, String reason, boolean isUsed) {
    /** Whether it silences the problem; an error is never silenced. */
    public boolean covers(Problem problem) {
        return problem.rule().isAcceptable()
                && problem.rule().id().equals(rule.value())
                && (places == null || places.contains(problem.at()));
    }

    Acceptance after(Collection<Problem> problems) {
        return new Acceptance(rule, places, reason, isUsed || problems.stream().anyMatch(this::covers));
    }
}
