package dev.headgate.topology.place;

import dev.headgate.topology.model.Protocol;
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

    /** Whether its senders are believed to number and to name their events. */
    boolean isTrusted();

    /** Listens for app servers or, with Avro and no stream, for the lanes of the tier before. */
    record Listening(String name, @Nullable String stream, Protocol protocol, Endpoint endpoint)
            implements AgentSource {
        @Override
        public String kind() {
            return stream == null ? "lane" : protocol.word();
        }

        @Override
        public boolean isTrusted() {
            return protocol.isFlumes();
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
        public boolean isTrusted() {
            return true;
        }

        @Override
        public String kind() {
            return "tail";
        }
    }
}
