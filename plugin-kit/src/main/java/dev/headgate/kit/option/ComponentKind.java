package dev.headgate.kit.option;

import java.util.Locale;

/** The kinds of Flume component. */
public enum ComponentKind {
    SOURCE,
    CHANNEL,
    INTERCEPTOR,
    SINK,
    /** Flume's {@code -Dflume.monitoring.*}. */
    MONITOR;

    /** The kind as a message names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether Flume itself reads the key, beside the component. */
    boolean readsItself(String key) {
        return switch (this) {
            case SOURCE ->
                switch (key) {
                    case "type", "channels", "interceptors", "backoffSleepIncrement", "maxBackoffSleep" -> true;
                    default -> key.startsWith("interceptors.") || key.startsWith("selector.");
                };
            case SINK -> key.equals("type") || key.equals("channel");
            case CHANNEL, INTERCEPTOR, MONITOR -> key.equals("type");
        };
    }
}
