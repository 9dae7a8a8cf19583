package dev.headgate.kit.progress;

/**
 * The headers by which an event tells where it comes from.
 *
 * <p><b>Progress.</b> {@link #FEEDER} and {@link #POSITION} hold for one hop: they number an event within the sequential
 * stream that brings it to a channel. They are believed only from senders the topology trusts.
 *
 * <p><b>Identity.</b> {@link #ORIGIN} and {@link #SEQUENCE} are stamped once, at the first tier, and never change: the
 * first feeder and the first position. No two events share both.
 */
public final class EventHeaders {
    /** The name of the feeder that brings the event. */
    public static final String FEEDER = "headgate.feeder";

    /** The event's position in its feeder: a decimal number from 0 that only grows. */
    public static final String POSITION = "headgate.position";

    /** The first feeder of the event. */
    public static final String ORIGIN = "origin";

    /** The first position of the event. */
    public static final String SEQUENCE = "sequence";

    /** When the event happened, in milliseconds since 1970 UTC, as Flume's own components name it. */
    public static final String TIMESTAMP = "timestamp";

    /** The stream of the topology to which the event belongs. */
    public static final String STREAM = "stream";

    private EventHeaders() {}
}
