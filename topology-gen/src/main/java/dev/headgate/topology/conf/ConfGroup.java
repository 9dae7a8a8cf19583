package dev.headgate.topology.conf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The groups of components that an agent has. */
public enum ConfGroup {
    CONFIGFILTERS("config filter"),
    SOURCES("source"),
    CHANNELS("channel"),
    SINKS("sink"),
    SINKGROUPS("sink group");

    private final String label;

    ConfGroup(String label) {
        this.label = label;
    }

    /** The word behind an agent's name in a key. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of them, as a message names it. */
    public String label() {
        return label;
    }

    static Optional<ConfGroup> of(String key) {
        return Arrays.stream(values()).filter(group -> group.key().equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(ConfGroup::key).toList();
    }
}
