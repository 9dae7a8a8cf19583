package dev.headgate.topology.place;

import dev.headgate.topology.size.ChannelSize;

/** A channel of an agent. */
public record AgentChannel(String name, String checkpointFolder, String dataFolder, ChannelSize size) {}
