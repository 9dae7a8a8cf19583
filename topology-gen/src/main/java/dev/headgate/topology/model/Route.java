package dev.headgate.topology.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which streams land in which stores.
 *
 * @param when which of their events; none means all
 * @param by the tier that writes them; none means the last one
 */
public record Route(
        List<Located<String>> streams,
        @Nullable When when,
        List<Located<String>> to,
        @Nullable Located<String> by) {
    /** Events with one of the values in the header. */
    public record When(Located<String> header, List<Located<String>> values) {}

    /** Whether two conditions never hold for the same event. */
    private static boolean areApart(@Nullable When one, @Nullable When other) {
        return one != null
                && other != null
                && one.header().value().equals(other.header().value())
                && one.values().stream().noneMatch(value -> other.values().stream()
                        .anyMatch(candidate -> candidate.value().equals(value.value())));
    }

    /** Whether an event may be for both. */
    public boolean meets(Route other) {
        return !areApart(when, other.when);
    }

    /** Whether it is for the stream. */
    public boolean isFor(EventStream stream) {
        return streams.stream()
                .anyMatch(name -> name.value().equals(stream.name().value()));
    }
}
