package dev.headgate.sink.hdfs;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hidden file of late events. Immutable.
 *
 * @param target its place below the root
 * @param begun when it was begun, as its name says
 * @param journal whose positions its events have: what names say of a journal
 */
record HeldFile(String target, Instant begun, String journal, long events, long bytes) {
    /** What its name says, where a file of the writer is called so. How many events it holds the name does not say. */
    static Optional<HeldFile> named(String writer, String name, long bytes) {
        Matcher parts = Pattern.compile(
                        "(\\d{8}T\\d{6})-" + Pattern.quote(writer) + "-([^-]+)-\\d{12,}(-\\d{12,})?\\.avro")
                .matcher(name);
        return parts.matches()
                ? EpochFileNames.timeOf(parts.group(1))
                        .map(begun -> new HeldFile(HeldFiles.folderOf(writer) + name, begun, parts.group(2), 0, bytes))
                : Optional.empty();
    }

    HeldFile with(long count) {
        return new HeldFile(target, begun, journal, count, bytes);
    }
}
