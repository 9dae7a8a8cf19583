package dev.headgate.sink;

/** What a sink is at, as metrics and logs show it. */
public enum DeliveryState {
    /** It makes its writer ready. */
    CONNECTING,
    /** It delivers, or would if there were events. */
    DELIVERING,
    /** It failed and waits to try again; the reason is beside it. */
    WAITING
}
