package dev.headgate.kit.progress;

import org.apache.flume.Event;

/**
 * An event with its place in the channel that it was read from.
 *
 * @param position grows by one from event to event of the channel
 */
public record PositionedEvent(long position, Event event) {}
