package dev.headgate.topology.lint;

import dev.headgate.kit.option.ComponentKind;
import java.util.Locale;

/** The kinds of class that a flume.conf names. */
enum Part {
    SOURCE(ComponentKind.SOURCE),
    CHANNEL(ComponentKind.CHANNEL),
    SINK(ComponentKind.SINK),
    SELECTOR(ComponentKind.SOURCE),
    PROCESSOR(ComponentKind.SINK),
    INTERCEPTOR(ComponentKind.INTERCEPTOR);

    private final ComponentKind kind;

    Part(ComponentKind kind) {
        this.kind = kind;
    }

    /** The kind that its options are declared as. */
    ComponentKind kind() {
        return kind;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Part of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
