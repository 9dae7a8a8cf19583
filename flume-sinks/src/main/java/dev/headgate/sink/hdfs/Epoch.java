package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Rejected;
import dev.headgate.sink.hdfs.EpochFiles.Written;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events between two publications, on their way into files by one or several writing threads. Used by one thread,
 * which waits for those.
 */
final class Epoch {
    /** A thread and the files that it alone writes. */
    record Writer(StoreThread thread, EpochFiles files) {}

    private final List<Writer> writers;
    private final FileThreads fileThreads;
    private @Nullable Instant begun;
    private int turn;
    private long first;
    private long last;
    private long events;
    private long bytes;

    Epoch(List<Writer> writers, FileThreads fileThreads) {
        this.writers = writers;
        this.fileThreads = fileThreads;
    }

    boolean isEmpty() {
        return events == 0;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long events() {
        return events;
    }

    /**
     * Hands events over to be written; waits where the writers are behind.
     *
     * @param lateUntil events of times that end until then are held
     */
    void write(List<PositionedEvent> batch, Instant now, Instant lateUntil) throws IOException {
        if (isEmpty()) {
            begun = now;
            first = batch.get(0).position();
        }
        last = batch.get(batch.size() - 1).position();
        events += batch.size();
        for (PositionedEvent event : batch) {
            bytes += event.event().getBody().length;
        }
        Writer writer = writers.get(turn);
        turn = (turn + 1) % writers.size();
        writer.thread().submit(() -> {
            writer.files().write(batch, lateUntil);
            return null;
        });
    }

    /** Whether it is large or old enough to be published. A clock that goes back begins its age anew. */
    boolean isDue(HdfsSettings settings, Instant now) {
        if (isEmpty() || begun == null) {
            return false;
        }
        if (now.isBefore(begun)) {
            begun = now;
        }
        int files =
                writers.stream().mapToInt(writer -> writer.files().folders()).sum();
        return bytes >= settings.epochBytes(files) || !now.isBefore(begun.plus(settings.rollAge()));
    }

    /** Closes all files: they are whole when it returns. */
    Written close() throws IOException {
        List<StagedFile> files = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        Map<String, Instant> ends = new HashMap<>();
        for (Writer writer : writers) {
            Written written = writer.thread().call(writer.files()::close);
            files.addAll(written.files());
            rejected.addAll(written.rejected());
            ends.putAll(written.ends());
        }
        return new Written(files, rejected, ends);
    }

    /** Begins anew, behind what was published. */
    void reset() {
        events = 0;
        bytes = 0;
    }

    void abandon() {
        writers.forEach(writer -> writer.thread().abandon());
        fileThreads.abandon();
    }

    void end() {
        writers.forEach(writer -> writer.thread().end());
        fileThreads.end();
    }
}
