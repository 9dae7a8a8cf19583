package dev.headgate.topology.plan;

/**
 * A sender that is bound to another agent than before.
 *
 * @param sender an app server as {@code stream/host}, or an agent
 */
public record Move(String sender, String from, String to, boolean isAppServer) {}
