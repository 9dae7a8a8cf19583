package dev.headgate.topology.place;

import dev.headgate.topology.size.ChannelSize;

/**
 * A channel of an agent.
 *
 * @param folder of this channel alone
 */
public record AgentChannel(String name, String folder, ChannelSize size) {
    /** Which template fragment writes it. */
    public String kind() {
        return size.kind().word();
    }
}
