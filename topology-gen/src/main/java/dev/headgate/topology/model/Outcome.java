package dev.headgate.topology.model;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stage made, and the problems it found, sorted by their place. There is a result exactly if there is no error;
 * warnings may stand beside it. Immutable.
 */
public final class Outcome<T> {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(
                    (Problem problem) -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column());

    private final @Nullable T made;
    private final List<Problem> problems;

    private Outcome(@Nullable T made, List<Problem> problems) {
        this.made = made;
        this.problems = problems.stream().distinct().sorted(BY_PLACE).toList();
    }

    /** What was made; it is the result unless one of the problems is an error. */
    public static <T> Outcome<T> of(T made, List<Problem> problems) {
        return new Outcome<>(made, problems);
    }

    /** Nothing could be made; at least one of the problems is an error. */
    public static <T> Outcome<T> failed(List<Problem> problems) {
        return new Outcome<>(null, problems);
    }

    public Optional<T> result() {
        return hasFailed() ? Optional.empty() : Optional.ofNullable(made);
    }

    /** The result of an outcome that did not fail. */
    public T get() {
        return result().orElseThrow(() -> new NoSuchElementException("Failed: " + problems));
    }

    public boolean hasFailed() {
        return made == null || problems.stream().anyMatch(Problem::isError);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The next stage, where this one did not fail; the problems of both. */
    public <U> Outcome<U> then(Function<T, Outcome<U>> stage) {
        if (made == null || hasFailed()) {
            return new Outcome<>(null, problems);
        }
        Outcome<U> next = stage.apply(made);
        return new Outcome<>(next.made, joined(next.problems));
    }

    /** Looks at whatever was made, errors or not, so that one run shows as many problems as can be. */
    public Outcome<T> check(Function<T, List<Problem>> look) {
        return made == null ? this : new Outcome<>(made, joined(look.apply(made)));
    }

    /** What was made, made into another, errors or not. */
    public <U> Outcome<U> map(Function<T, U> change) {
        return new Outcome<>(made == null ? null : change.apply(made), problems);
    }

    /** The same without the warnings that what was made accepts, errors or not. */
    public Outcome<T> accepting(BiPredicate<T, Problem> accepts) {
        return made == null
                ? this
                : new Outcome<>(
                        made,
                        problems.stream()
                                .filter(problem -> problem.isError() || !accepts.test(made, problem))
                                .toList());
    }

    private List<Problem> joined(List<Problem> more) {
        return Stream.concat(problems.stream(), more.stream()).toList();
    }
}
