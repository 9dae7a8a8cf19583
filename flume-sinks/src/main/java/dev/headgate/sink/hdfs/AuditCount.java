package dev.headgate.sink.hdfs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many events and bytes a writer has landed in a folder: what the name of an empty hidden file says. Immutable.
 *
 * @param upTo the last file that is counted; no other of the folder and the writer is ever called so
 */
record AuditCount(String writer, long events, long bytes, String upTo) {
    private static final Pattern NAME =
            Pattern.compile("_headgate,writer=([^,]+),events=(\\d{1,18}),bytes=(\\d{1,18}),upto=(.*)");

    /** Nothing landed yet. */
    static AuditCount none(String writer) {
        return new AuditCount(writer, 0, 0, "");
    }

    /** What a file's name says, where it is a count of the writer. */
    static Optional<AuditCount> named(String writer, String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(1).equals(writer)
                ? Optional.of(new AuditCount(
                        writer, Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3)), parts.group(4)))
                : Optional.empty();
    }

    String name() {
        return "_headgate,writer=%s,events=%d,bytes=%d,upto=%s".formatted(writer, events, bytes, upTo);
    }

    boolean isNone() {
        return upTo.isEmpty();
    }

    /** With one more file, of this name. Its time and writer are left out: the rest of the name tells it from all others. */
    AuditCount plus(StagedFile file, String name) {
        int tail = name.indexOf('-') + writer.length() + 2;
        return new AuditCount(writer, events + file.events(), bytes + file.bytes(), name.substring(tail));
    }

    /** With all that another counts besides. */
    AuditCount plus(AuditCount more) {
        return new AuditCount(writer, events + more.events, bytes + more.bytes, more.upTo);
    }
}
