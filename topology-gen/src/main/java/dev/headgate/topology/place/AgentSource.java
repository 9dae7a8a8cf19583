package dev.headgate.topology.place;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of an agent. */
public sealed interface AgentSource {
    String name();

    /** The stream that the source stamps on its events; none where they bear theirs already. */
    @Nullable
    String stream();

    /** Which template fragment writes it. */
    String kind();

    /** Listens for RPC clients or for the agents of the tier before. */
    record Avro(String name, @Nullable String stream, Endpoint endpoint) implements AgentSource {
        @Override
        public String kind() {
            return "avro";
        }
    }

    /**
     * Follows files.
     *
     * @param files absolute paths on the machine, the last part may be a pattern
     */
    record Tail(String name, String stream, List<String> files, String positionFile, long batch)
            implements AgentSource {
        @Override
        public String kind() {
            return "tail";
        }
    }
}
