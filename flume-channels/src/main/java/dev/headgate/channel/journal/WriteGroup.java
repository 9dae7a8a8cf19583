package dev.headgate.channel.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits to be written and synced together. Filled under the log's lock, then written by its writer alone. */
final class WriteGroup {
    /** Consecutive bytes of one segment. */
    private static final class Run {
        final Segment segment;
        final int offset;
        final List<ByteBuffer> buffers = new ArrayList<>();
        int end;

        Run(Segment segment, int offset) {
            this.segment = segment;
            this.offset = offset;
            this.end = offset;
        }
    }

    private final List<Run> runs = new ArrayList<>();
    private int commits;

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** How many wait for it. */
    int commits() {
        return commits;
    }

    /** Adds bytes that stand right behind what was added before, or at the start of a segment. */
    void add(Segment segment, int offset, ByteBuffer bytes) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last == null || last.segment != segment) {
            last = new Run(segment, offset);
            runs.add(last);
        }
        last.buffers.add(bytes);
        last.end += bytes.remaining();
    }

    /** Notes that what was added last is what somebody waits for. */
    void commit() {
        commits++;
    }

    /** Writes everything, in order: a segment is whole on disk before the next one is begun. */
    void write(boolean isReadSoon) throws IOException {
        Run before = null;
        for (Run run : runs) {
            if (before != null) {
                before.segment.file().sync();
            }
            run.segment.appear();
            run.segment.file().write(run.buffers, run.offset, isReadSoon || run.segment.isUsedAgain());
            before = run;
        }
    }

    /** Whether it begins in a later segment than the given one. */
    boolean isBehind(Segment segment) {
        return !runs.isEmpty() && runs.get(0).segment.number() != segment.number();
    }

    /** Where the group ends: what is to be synced after {@link #write}. */
    @Nullable
    Segment last() {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1).segment;
    }

    /** Whether a segment begins in it. */
    boolean beginsSegment() {
        return runs.stream().anyMatch(run -> run.offset == 0);
    }

    /** Lets readers see what was written. */
    void publish() {
        Run before = null;
        for (Run run : runs) {
            if (before != null) {
                before.segment.synced();
            }
            run.segment.durableEnd(run.end);
            before = run;
        }
    }
}
