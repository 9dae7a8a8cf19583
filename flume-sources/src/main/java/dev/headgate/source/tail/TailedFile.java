package dev.headgate.source.tail;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file: who it is, where it is now, how far it has been read. Used by the source's thread.
 *
 * <p>It is held open while it changes, so that it can be read to its end under any name and without one.
 */
final class TailedFile {
    /** How long a file must rest that was renamed or deleted, until its last line counts although it has no end. */
    static final Duration LAST_LINE_WAIT = Duration.ofSeconds(5);

    /** How long a file must rest to be closed: with a name, until it changes again; without one, for ever. */
    static final Duration CLOSE_WAIT = Duration.ofMinutes(1);

    private final FileId id;
    private Path name;
    private Path path;
    private long generation;
    private long offset;
    private Fingerprint fingerprint;

    private @Nullable RandomAccessFile handle;
    private boolean seen;
    private boolean gone;
    private long size;
    private long modified;
    private long changed;
    private long incompleteFrom = -1;
    private long incompleteTo = -1;
    private boolean cutNoted;
    private boolean troubled;

    TailedFile(Position position) {
        this.id = position.id();
        this.name = position.name();
        this.path = position.name();
        this.generation = position.generation();
        this.offset = position.offset();
        this.fingerprint = position.fingerprint();
    }

    FileId id() {
        return id;
    }

    /** The name under which the file was first seen: what its writer calls it. */
    Path name() {
        return name;
    }

    Path path() {
        return path;
    }

    long offset() {
        return offset;
    }

    long size() {
        return size;
    }

    Optional<RandomAccessFile> handle() {
        return Optional.ofNullable(handle);
    }

    Position position() {
        return new Position(id, generation, offset, fingerprint, name);
    }

    /** The feeder's name, which is another one whenever offsets begin anew. */
    String feeder(String host) {
        return "%s:%x-%d:%d".formatted(host, id.device(), id.inode(), generation);
    }

    long bytesBehind() {
        return Math.max(0, size - offset);
    }

    /** Takes note of where and how the file was found; true where its content may have changed. */
    boolean found(FoundFile found, long now) {
        boolean content = found.size() != size
                || found.modified() != modified
                || !found.path().equals(path);
        if (!seen) {
            content = true;
            changed = Math.min(found.modified(), now);
        } else if (content || gone) {
            changed = now;
        }
        seen = true;
        gone = false;
        path = found.path();
        size = found.size();
        modified = found.modified();
        return content;
    }

    /** Takes note that the file has no name any more; true where its content may have changed. */
    boolean lost(long now) throws IOException {
        long length = handle == null ? size : handle.length();
        if (!gone || length != size) {
            changed = now;
        }
        boolean content = length != size;
        gone = true;
        size = length;
        return content;
    }

    boolean isGone() {
        return gone;
    }

    /** Whether nothing has happened to the file for a while. */
    boolean hasRested(Duration wait, long now) {
        return now - changed >= wait.toMillis();
    }

    /** Whether reading may yield a line. */
    boolean isReadable(long now) {
        boolean waits = offset == incompleteFrom && size == incompleteTo && !isEnded(now);
        return handle != null && size > offset && !waits;
    }

    /** Whether what follows the last end of line is a line too, as nobody will complete it. */
    boolean isEnded(long now) {
        return (gone || !path.equals(name)) && hasRested(LAST_LINE_WAIT, now);
    }

    /** Remembers that behind this offset there is only the beginning of a line, at the present size. */
    void waitForRestOfLine(long from) {
        incompleteFrom = from;
        incompleteTo = size;
    }

    void readTo(long end) {
        offset = end;
    }

    /** Opens the file under its present name; false where it is open, or another file has taken that name meanwhile. */
    boolean open() throws IOException {
        if (handle != null) {
            return false;
        }
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "r");
        try {
            if (FoundFile.at(path).filter(file -> file.id().equals(id)).isPresent()) {
                handle = opened;
            }
        } finally {
            if (handle == null) {
                opened.close();
            }
        }
        return handle != null;
    }

    void close() throws IOException {
        RandomAccessFile open = handle;
        handle = null;
        if (open != null) {
            open.close();
        }
    }

    /** Whether the open file still is what was read before; takes more of its beginning into the fingerprint. */
    boolean isSame() throws IOException {
        if (handle == null) {
            return true;
        }
        byte[] head = Fingerprint.head(handle);
        if (handle.length() < offset || !fingerprint.fits(head)) {
            return false;
        }
        if (head.length > fingerprint.length()) {
            fingerprint = Fingerprint.of(head);
        }
        return true;
    }

    /** Begins anew, with another feeder's name, as the content is another. */
    void beginAnew(long now) throws IOException {
        generation = Math.max(now, generation + 1);
        offset = 0;
        name = path;
        fingerprint = Fingerprint.NONE;
        cutNoted = false;
        waitForRestOfLine(-1);
        if (handle != null) {
            size = handle.length();
            fingerprint = Fingerprint.of(Fingerprint.head(handle));
        }
    }

    /** True the first time. */
    boolean noteCut() {
        boolean first = !cutNoted;
        cutNoted = true;
        return first;
    }

    /** True at the first of a row of troubles. */
    boolean noteTrouble(boolean trouble) {
        boolean first = trouble && !troubled;
        troubled = trouble;
        return first;
    }
}
