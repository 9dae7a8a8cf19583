package dev.headgate.channel.journal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a segment's file says, so that a restart need not open every segment.
 *
 * @param number its place in the log; grows by one from segment to segment
 * @param firstPosition the position of its first event
 */
record SegmentName(long number, long firstPosition) implements Comparable<SegmentName> {
    private static final Pattern FORM = Pattern.compile("(\\d{19})-(\\d{19})\\.segment");

    static Optional<SegmentName> of(Path file) {
        Matcher form = FORM.matcher(file.getFileName().toString());
        return form.matches()
                ? Optional.of(new SegmentName(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(SegmentName other) {
        return Long.compare(number, other.number);
    }

    /** The name of the file. */
    @Override
    public String toString() {
        return "%019d-%019d.segment".formatted(number, firstPosition);
    }
}
