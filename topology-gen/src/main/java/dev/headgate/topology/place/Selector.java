package dev.headgate.topology.place;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of an agent's channels an event goes into. */
public sealed interface Selector {
    /** Which template fragment writes it. */
    String kind();

    /** Into all of them. */
    record Replicating() implements Selector {
        @Override
        public String kind() {
            return "replicating";
        }
    }

    /** By the event's stream and by headers, as the routes say; an event of no known stream goes into all. */
    record Routing(List<Way> ways) implements Selector {
        public Routing {
            ways = List.copyOf(ways);
        }

        @Override
        public String kind() {
            return "routes";
        }
    }

    /**
     * A route, as far as the agent's channels are concerned.
     *
     * @param header empty where the stream alone decides
     */
    record Way(List<String> streams, String header, List<String> values, List<String> channels) {}

    /**
     * By the event's stream; an event of no known stream goes into all, so that none is lost.
     *
     * @param channels by stream
     */
    record Multiplexing(Map<String, List<String>> channels) implements Selector {
        public Multiplexing {
            channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        }

        @Override
        public String kind() {
            return "multiplexing";
        }
    }
}
