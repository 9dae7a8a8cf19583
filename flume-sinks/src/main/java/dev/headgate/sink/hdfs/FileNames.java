package dev.headgate.sink.hdfs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Names files {@code time-writer-start-number.extension}: sorted by the time they were opened (UTC), and no two alike in
 * all runs of all writers.
 *
 * <p>The start is drawn at random for each start of a sink, as a clock may go back. Used by one thread.
 */
final class FileNames {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String writer;
    private final String extension;
    private final String start = UUID.randomUUID().toString().substring(0, 8);
    private int number;

    FileNames(String writer, String extension) {
        this.writer = writer;
        this.extension = extension;
    }

    String next(Instant opened) {
        number++;
        return String.format(Locale.ROOT, "%s-%s-%s-%06d.%s", TIME.format(opened), writer, start, number, extension);
    }
}
