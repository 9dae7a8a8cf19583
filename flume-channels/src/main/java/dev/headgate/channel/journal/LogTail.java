package dev.headgate.channel.journal;

import dev.headgate.channel.journal.EventBatch.FinishedBatch;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The growing end of the log: gives every record its place. What is placed waits in a group until the writer takes it.
 *
 * <p>Guarded by the log's lock. Touches no file.
 */
final class LogTail {
    /**
     * A group to be written, with what is true when it is on disk.
     *
     * @param ticket the last record in it
     * @param readable the position before which events may be read then
     * @param acknowledged what is acknowledged then
     * @param isReadSoon whether its events are read at once, or wait behind many others
     */
    record Cut(WriteGroup group, long ticket, long readable, Acknowledged acknowledged, boolean isReadSoon) {}

    private final JournalSettings settings;
    private final Segments segments;
    private final Clock clock;
    private final LogState state;

    private @Nullable Segment segment;
    private long number;
    private int offset;
    private WriteGroup group = new WriteGroup();
    private long placed;
    private long covered;

    /** Goes on in the segment where what was found ends, where that is whole; else in a new one. */
    LogTail(JournalSettings settings, Segments segments, Clock clock, Recovery.Found found) {
        this.settings = settings;
        this.segments = segments;
        this.clock = clock;
        this.state = found.state();
        this.number = found.lastNumber();
        Recovery.Tail end = found.tail();
        if (end != null) {
            // Nothing behind it counts, and what is damaged before it is set aside already.
            end.segment().resumeAt(end.end());
        }
        if (end != null && end.isWhole()) {
            segment = end.segment();
            offset = end.end();
        }
    }

    LogState state() {
        return state;
    }

    /** Counts the records: what was placed last. */
    long placed() {
        return placed;
    }

    /** What is placed and not yet taken. */
    WriteGroup waiting() {
        return group;
    }

    /**
     * Sees to it that so many bytes can be placed, in a new segment if need be.
     *
     * @param isForPuts whether they are events
     * @return 0 where they can; else the size of a segment that must be {@link Segments#stock stocked} first
     */
    int makeRoom(int space, boolean isForPuts) {
        return segment != null && offset + (long) space <= segment.size() ? 0 : begin(space, isForPuts);
    }

    /** Begins a segment with its header and a snapshot. */
    private int begin(int space, boolean isForPuts) {
        state.feeders().forgetBefore(clock.millis() - settings.forgetFeeders().toMillis());
        byte[] snapshot = state.encodedSnapshot();
        // Room for a second one: else each transaction would write a snapshot that is larger than a segment.
        int least = Math.toIntExact(Segment.HEADER_SIZE + 2L * RecordHeader.spaceOf(snapshot.length) + space);
        Segment next = segments.begin(new SegmentName(number + 1, state.nextPosition()), least, isForPuts);
        if (next == null) {
            return least;
        }
        group.add(next, 0, next.header());
        segment = next;
        number = next.number();
        offset = Segment.HEADER_SIZE;
        placePayload(next, RecordType.SNAPSHOT, snapshot);
        return 0;
    }

    /** Places events; there must be room. */
    void placeEvents(FinishedBatch batch) {
        place(segment(), RecordType.EVENTS, batch);
        group.commit();
        state.put(batch.count(), batch.eventBytes());
        if (!batch.progress().isEmpty()) {
            state.feeders().advance(batch.progress(), clock.millis());
        }
    }

    /** Places what the state says is acknowledged; there must be room. */
    void placeAcknowledged() {
        placePayload(segment(), RecordType.ACKNOWLEDGED, state.encodedAcknowledged());
        group.commit();
    }

    /**
     * Places a record that tells a restart that all before it is on disk: without one, what is broken at the very end
     * would be taken for torn off by a crash.
     */
    void placeCover() {
        int space = RecordHeader.spaceOf(state.acknowledgedSize(0));
        if (offset + (long) space <= segment().size()) {
            placePayload(segment(), RecordType.ACKNOWLEDGED, state.encodedAcknowledged());
        }
        covered = placed;
    }

    /** Whether the last record is one that tells of those before it. */
    boolean isCovered() {
        return covered == placed;
    }

    private Segment segment() {
        if (segment == null) {
            throw new IllegalStateException("There is no room.");
        }
        return segment;
    }

    private void placePayload(Segment in, RecordType type, byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(RecordHeader.spaceOf(payload.length));
        record.position(RecordHeader.SIZE);
        record.put(payload).clear();
        int checksum = RecordHeader.checksum(record, RecordHeader.SIZE, payload.length);
        place(in, type, new FinishedBatch(record, payload.length, 0, 0, checksum, Map.of()));
    }

    private void place(Segment in, RecordType type, FinishedBatch content) {
        RecordHeader header = new RecordHeader(
                type,
                content.length(),
                content.count(),
                in.number(),
                state.nextPosition(),
                in.syncedEnd(),
                content.checksum());
        ByteBuffer record = content.record();
        header.writeTo(record, in, offset);
        record.clear().limit(header.space());
        group.add(in, offset, record);
        offset += header.space();
        placed++;
    }

    /** Takes what waits. */
    Cut cut() {
        WriteGroup taken = group;
        group = new WriteGroup();
        return new Cut(
                taken,
                placed,
                state.nextPosition(),
                state.acknowledged().copy(),
                state.depthBytes() < settings.segmentBytes());
    }
}
