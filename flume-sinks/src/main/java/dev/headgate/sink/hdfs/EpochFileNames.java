package dev.headgate.sink.hdfs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
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
    private final AtomicLong staged;
    private final AtomicReference<Instant> latest;

    EpochFileNames(String writer, String journal, String extension) {
        this(writer, journal, extension, new AtomicLong(), new AtomicReference<>(Instant.MIN));
    }

    private EpochFileNames(
            String writer, String journal, String extension, AtomicLong staged, AtomicReference<Instant> latest) {
        String id = journal.replace("-", "");
        this.writer = writer;
        this.journal = id.substring(0, Math.min(ID_LENGTH, id.length()));
        this.extension = extension;
        this.staged = staged;
        this.latest = latest;
    }

    /** The names of files with positions of another journal, given by its id or by what names say of it. */
    EpochFileNames ofJournal(String other) {
        return new EpochFileNames(writer, other, extension, staged, latest);
    }

    /** The time that a name begins with; nothing where it is none. */
    static Optional<Instant> timeOf(String text) {
        try {
            return Optional.of(TIME.parse(text, Instant::from));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The names of a file that is begun now, with an event of this position. */
    Names begin(String folder, long position, Instant now) {
        Instant opened = latest.accumulateAndGet(now, (before, given) -> given.isAfter(before) ? given : before);
        String start = folder + "%s-%s-%s-".formatted(TIME.format(opened), writer, journal);
        return new Names("file-" + staged.incrementAndGet(), start, position, "." + extension, opened);
    }

    /**
     * What one file is called.
     *
     * @param staged its name until it is published
     * @param start what its final name, below the root, begins with
     * @param begun the position that it was begun with
     * @param opened when it was begun, or the time of the file before where that is later
     */
    record Names(String staged, String start, long begun, String end, Instant opened) {
        /** The same for a file of another kind. */
        Names ending(String extension) {
            return new Names(staged, start, begun, "." + extension, opened);
        }

        /** The final name of a file that is whole. */
        String published(long first, long last) {
            return start + String.format(Locale.ROOT, "%012d-%012d", first, last) + end;
        }

        /** The final name where it must be known before the file is whole. */
        String publishedAtOnce() {
            return start + String.format(Locale.ROOT, "%012d", begun) + end;
        }
    }
}
