package dev.headgate.sink.hbase;

import java.util.List;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.hadoop.hbase.client.Mutation;

/**
 * Makes rows of events where keys cannot say how: named by the key {@code mapper} of an {@link HBaseSink}.
 *
 * <p>A class of the user's own with a public constructor without parameters, in a jar beside Flume's. <b>Threads.</b> One at
 * a time. <b>Guarantee.</b> An event may come again after a failure; so that it then overwrites itself, keys, columns and
 * timestamps must come from the event alone. <b>Failure.</b> An {@link IllegalArgumentException} makes the event a dead
 * letter, with its message as the reason; whatever else is thrown is tried again.
 */
public interface EventMapper {
    /** Takes the keys behind {@code mapper.}; called once, before the first event. */
    default void configure(Map<String, String> keys) {}

    /** The rows of an event: puts and deletes, none to store nothing. */
    List<Mutation> map(Event event);
}
