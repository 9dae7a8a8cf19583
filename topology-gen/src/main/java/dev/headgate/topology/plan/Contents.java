package dev.headgate.topology.plan;

import dev.headgate.topology.model.Lock;
import java.util.OptionalLong;

/** What agents hold. */
@FunctionalInterface
public interface Contents {
    /** The events in a channel of the agent; nothing where that is not known. */
    OptionalLong events(Lock.Agent agent, String channel);

    /** Nobody was asked. */
    static Contents unknown() {
        return (agent, channel) -> OptionalLong.empty();
    }
}
