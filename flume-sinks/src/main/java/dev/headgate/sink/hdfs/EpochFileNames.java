package dev.headgate.sink.hdfs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Names files {@code time-writer-journal-first-last.extension}: sorted by the time they were begun (UTC), then by position.
 *
 * <p>A position of a journal lands in one file, and no two journals have one id: so no two files are ever called alike, in
 * all runs of all writers. Within a run the time never goes back, whatever the clock does. Safe for threads.
 */
final class EpochFileNames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ID_LENGTH = 16;

    private final String writer;
    private final String journal;
    private final String extension;
    private final AtomicLong staged = new AtomicLong();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

    EpochFileNames(String writer, String journal, String extension) {
        String id = journal.replace("-", "");
        this.writer = writer;
        this.journal = id.substring(0, Math.min(ID_LENGTH, id.length()));
        this.extension = extension;
    }

    /** A name within the run. */
    String nextStaged() {
        return "file-" + staged.incrementAndGet();
    }

    /** The time, or the latest that was given before where that is later. */
    Instant notBefore(Instant now) {
        return latest.accumulateAndGet(now, (before, given) -> given.isAfter(before) ? given : before);
    }

    String published(Instant opened, long first, long last) {
        return String.format(
                Locale.ROOT, "%s-%s-%s-%012d-%012d.%s", TIME.format(opened), writer, journal, first, last, extension);
    }
}
