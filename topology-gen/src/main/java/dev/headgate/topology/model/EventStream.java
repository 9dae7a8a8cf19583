package dev.headgate.topology.model;

import dev.headgate.kit.option.DataSize;
import java.math.BigDecimal;
import java.util.List;

/**
 * The events of one kind and the app servers that send them.
 *
 * @param name what the header {@code stream} of its events says
 * @param events the peak of one app server
 */
public record EventStream(
        Located<String> name,
        Located<List<String>> hosts,
        Located<Rate> events,
        Located<DataSize> eventSize,
        Sending sending) {
    /** The same with so many times the events. */
    EventStream times(BigDecimal factor) {
        return new EventStream(
                name, hosts, new Located<>(events.value().times(factor), events.at()), eventSize, sending);
    }
}
