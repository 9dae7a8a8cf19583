package dev.headgate.topology.model;

import java.util.List;

/** How the app servers of a stream hand their events over. */
public sealed interface Sending {
    /** Keys of the source that takes the events, which the file gives as they are. */
    Raw raw();

    /** Over the network, to an agent of the edge tier. */
    record Network(Protocol protocol, Raw raw) implements Sending {}

    /**
     * By files, which an agent on the app server itself follows.
     *
     * @param files absolute paths; the last part may be a pattern
     */
    record Tail(Located<List<String>> files, Raw raw) implements Sending {}
}
