package dev.headgate.topology.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which streams land in which stores.
 *
 * @param when which of their events; none means all
 */
public record Route(List<Located<String>> streams, @Nullable When when, List<Located<String>> to) {
    /** Events with one of the values in the header. */
    public record When(Located<String> header, List<Located<String>> values) {}

    /** Whether it is for the stream. */
    public boolean isFor(EventStream stream) {
        return streams.stream()
                .anyMatch(name -> name.value().equals(stream.name().value()));
    }
}
