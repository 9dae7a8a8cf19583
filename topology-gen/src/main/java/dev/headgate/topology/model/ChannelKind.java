package dev.headgate.topology.model;

import java.util.Locale;

/** What the agents of a tier keep their events in. */
public enum ChannelKind {
    /** Our durable channel: its heap does not grow with what is queued, and it drops repeats of feeders. */
    JOURNAL,
    /** Flume's own file channel. */
    FILE,
    /** Flume's own Kafka channel: a topic for each channel of the tier, which its agents share. */
    KAFKA,
    /** Flume's own memory channel, for events that may be lost. */
    MEMORY;

    /** The word that stands for it in topology files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind that a word stands for.
     *
     * @throws IllegalArgumentException where it stands for none
     */
    public static ChannelKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
