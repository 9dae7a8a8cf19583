package dev.headgate.topology.model;

import java.util.Locale;

/** How bad a problem is. */
public enum Severity {
    /** Nothing is rendered. */
    ERROR,
    /** It works, and a person should look. */
    WARNING;

    /** The severity as a message names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
