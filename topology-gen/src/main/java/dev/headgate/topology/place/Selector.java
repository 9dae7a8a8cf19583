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
