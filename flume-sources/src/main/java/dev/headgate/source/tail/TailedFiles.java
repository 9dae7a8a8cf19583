package dev.headgate.source.tail;

import dev.headgate.source.StartAt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that are being tailed, each known by its identity and found again by it under any name of its folder.
 *
 * <p>Used by the source's thread. Its memory grows with the files by a few hundred bytes each.
 */
final class TailedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TailedFiles.class);

    private final Folders folders;
    private final Troubles troubles;
    private final Map<FileId, TailedFile> files = new LinkedHashMap<>();
    private boolean fromEnd;
    private boolean changed;

    private TailedFiles(Folders folders, boolean fromEnd, Troubles troubles) {
        this.folders = folders;
        this.fromEnd = fromEnd;
        this.troubles = troubles;
    }

    /**
     * The files whose positions are known, to be found again at the first look.
     *
     * @param known nothing where the source runs for the first time
     */
    static TailedFiles restored(Folders folders, Optional<List<Position>> known, StartAt start, Troubles troubles) {
        boolean fromEnd = known.isEmpty() && start == StartAt.END;
        TailedFiles files = new TailedFiles(folders, fromEnd, troubles);
        for (Position position : known.orElse(List.of())) {
            if (folders.matches(position.name())) {
                files.files.put(position.id(), new TailedFile(position));
            } else {
                LOG.info("File '{}' is matched by 'files' no longer and is left alone.", position.name());
            }
        }
        return files;
    }

    List<TailedFile> all() {
        return List.copyOf(files.values());
    }

    List<Position> positions() {
        return files.values().stream().map(TailedFile::position).toList();
    }

    long bytesBehind() {
        return files.values().stream().mapToLong(TailedFile::bytesBehind).sum();
    }

    /** Lets other files go first, so that a busy one does not hold them up. */
    void putLast(TailedFile file) {
        files.remove(file.id());
        files.put(file.id(), file);
    }

    /** Whether something happened, since this was asked, that the position file must know. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Finds each file again, and new ones. */
    void look(long now) {
        Map<FileId, FoundFile> matching = folders.matching();
        Map<Path, Optional<Map<FileId, FoundFile>>> searched = new HashMap<>();
        all().forEach(file -> findAgain(file, matching, searched, now));
        matching.values().stream()
                .filter(found -> !files.containsKey(found.id()))
                .sorted(Comparator.comparingLong(FoundFile::modified))
                .forEach(found -> add(found, now));
        fromEnd = false;
    }

    void close() {
        files.values().forEach(this::release);
    }

    /**
     * Makes sure that a file still is what was read before; otherwise it begins anew, or is dropped where no pattern
     * matches it: then it took the inode and is none of ours.
     *
     * @return false where it was dropped
     */
    boolean verify(TailedFile file, long now) throws IOException {
        if (file.isSame()) {
            return true;
        }
        if (!folders.matches(file.path())) {
            LOG.info("File '{}' is no longer there: '{}' has taken its inode.", file.name(), file.path());
            drop(file);
            return false;
        }
        LOG.info("File '{}' begins anew: it was truncated, or another file took its place.", file.path());
        file.beginAnew(now);
        changed = true;
        return true;
    }

    private void findAgain(
            TailedFile file,
            Map<FileId, FoundFile> matching,
            Map<Path, Optional<Map<FileId, FoundFile>>> searched,
            long now) {
        try {
            Optional<FoundFile> found = find(file, matching);
            if (found.isEmpty()) {
                Optional<Map<FileId, FoundFile>> all = searched.computeIfAbsent(folderOf(file), folders::all);
                if (all.isEmpty()) {
                    return;
                }
                found = Optional.ofNullable(all.get().get(file.id()));
            }
            if (found.isPresent()) {
                examine(file, found.get(), now);
            } else {
                examineWithoutName(file, now);
            }
        } catch (IOException failed) {
            troubles.with(file, failed);
        }
    }

    private static Optional<FoundFile> find(TailedFile file, Map<FileId, FoundFile> matching) throws IOException {
        FoundFile match = matching.get(file.id());
        if (match != null) {
            return Optional.of(match);
        }
        return FoundFile.at(file.path()).filter(found -> found.id().equals(file.id()));
    }

    private static Path folderOf(TailedFile file) {
        Path folder = file.path().getParent();
        return folder == null ? file.path() : folder;
    }

    private void examine(TailedFile file, FoundFile found, long now) throws IOException {
        Path before = file.path();
        boolean content = file.found(found, now);
        if (!before.equals(file.path())) {
            LOG.info("File '{}' is called '{}' now; it is read to its end.", before, file.path());
        }
        boolean rests = file.hasRested(TailedFile.CLOSE_WAIT, now);
        boolean opened = (content || !rests || file.bytesBehind() > 0) && file.open();
        if ((content || opened) && !verify(file, now)) {
            return;
        }
        if (rests && file.bytesBehind() == 0) {
            file.close();
        }
    }

    private void examineWithoutName(TailedFile file, long now) throws IOException {
        // A file that is renamed while its folder is listed may be missed once.
        boolean missedBefore = file.isGone();
        if (file.lost(now) && !verify(file, now)) {
            return;
        }
        if (file.handle().isEmpty()) {
            if (missedBefore) {
                LOG.info("File '{}' is no longer there; it had been read up to byte {}.", file.name(), file.offset());
                drop(file);
            }
        } else if (file.bytesBehind() == 0 && file.hasRested(TailedFile.CLOSE_WAIT, now)) {
            LOG.info("File '{}' was deleted; it has been read to its end.", file.name());
            drop(file);
        }
    }

    private void drop(TailedFile file) {
        release(file);
        files.remove(file.id());
        changed = true;
    }

    private void add(FoundFile found, long now) {
        long offset = fromEnd ? FirstRun.end(found) : 0;
        Position position = new Position(found.id(), now, offset, Fingerprint.NONE, found.path());
        TailedFile file = new TailedFile(position);
        files.put(found.id(), file);
        changed = true;
        try {
            examine(file, found, now);
        } catch (IOException failed) {
            troubles.with(file, failed);
        }
    }

    private void release(TailedFile file) {
        try {
            file.close();
        } catch (IOException failed) {
            LOG.warn("Cannot close file '{}': {}.", file.path(), failed.toString());
        }
    }
}
