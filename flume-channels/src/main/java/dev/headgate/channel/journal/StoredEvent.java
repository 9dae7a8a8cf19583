package dev.headgate.channel.journal;

import org.apache.flume.Event;

/**
 * An event of the log.
 *
 * @param position its place in the log; grows by one from event to event
 * @param bytes what it takes in the log
 * @param time when it was committed, in milliseconds since 1970 UTC
 */
record StoredEvent(long position, Event event, int bytes, long time) {}
