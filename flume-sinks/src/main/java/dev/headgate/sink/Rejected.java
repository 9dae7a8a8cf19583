package dev.headgate.sink;

import dev.headgate.kit.progress.PositionedEvent;

/**
 * An event that its store refuses for the event's own sake: trying again would not help.
 *
 * @param reason why, in one line
 */
public record Rejected(PositionedEvent event, String reason) {}
