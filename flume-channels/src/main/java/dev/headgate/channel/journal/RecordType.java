package dev.headgate.channel.journal;

import org.jspecify.annotations.Nullable;

/** What a record of a segment holds. */
enum RecordType {
    /** The whole state at the moment a segment was begun: what is acknowledged, and every feeder's progress. */
    SNAPSHOT(1),
    /** The events of one put transaction and the progress that they make. */
    EVENTS(2),
    /** What is acknowledged, as a whole: the newest such record counts. */
    ACKNOWLEDGED(3);

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static @Nullable RecordType of(int code) {
        return switch (code) {
            case 1 -> SNAPSHOT;
            case 2 -> EVENTS;
            case 3 -> ACKNOWLEDGED;
            default -> null;
        };
    }
}
