package dev.headgate.topology.size;

/** What makes a tier need as many agents as it does. */
public enum Bound {
    /** More senders than fewer agents may take from. */
    FAN_IN,
    /** More events than fewer agents can take in. */
    EVENTS,
    /** More data than fewer agents can take in. */
    BYTES,
    /** One agent would do; a tier has two, so that senders have somewhere to turn. */
    PAIR,
    /** Fewer would do, but one of them would carry over a third of the load. */
    THIRD
}
