package dev.headgate.topology.model;

import java.util.List;

/** How the app servers of a stream hand their events over. */
public sealed interface Sending {
    /** By Flume's RPC, to an agent of the edge tier. */
    record Avro() implements Sending {}

    /**
     * By files, which an agent on the app server itself follows.
     *
     * @param files absolute paths; the last part may be a pattern
     */
    record Tail(Located<List<String>> files) implements Sending {}
}
