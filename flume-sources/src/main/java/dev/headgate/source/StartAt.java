package dev.headgate.source;

/** Where a source begins with something that it never read. */
public enum StartAt {
    BEGINNING,
    END
}
