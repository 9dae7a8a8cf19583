package dev.headgate.channel.journal;

import java.nio.ByteBuffer;

/**
 * What the log knows beside its events: what is acknowledged, how far feeders came, and sums that give the depth.
 *
 * <p>Every segment begins with it as a snapshot, so a restart reads the newest segment only. Not safe for threads; its
 * owner guards it.
 */
final class LogState {

    private Acknowledged acknowledged;
    private Feeders feeders;
    private long nextPosition;
    private long putEvents;
    private long putBytes;
    private long acknowledgedEvents;
    private long acknowledgedBytes;

    private LogState(Acknowledged acknowledged, Feeders feeders, long nextPosition) {
        this.acknowledged = acknowledged;
        this.feeders = feeders;
        this.nextPosition = nextPosition;
    }

    /** The state of a log whose first event will have the given position. */
    static LogState startingAt(long position) {
        return new LogState(new Acknowledged(position), new Feeders(), position);
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    Feeders feeders() {
        return feeders;
    }

    /** The position that the next event will have. */
    long nextPosition() {
        return nextPosition;
    }

    /** Events that are not acknowledged. */
    long depthEvents() {
        return putEvents - acknowledgedEvents;
    }

    /** Bytes of the events that are not acknowledged. */
    long depthBytes() {
        // The bytes of damaged events are only estimated.
        return Math.max(0, putBytes - acknowledgedBytes);
    }

    void put(int events, long bytes) {
        nextPosition += events;
        putEvents += events;
        putBytes += bytes;
    }

    /** Is done with the positions from {@code from} to before {@code to}. */
    void acknowledge(long from, long to) {
        acknowledgedEvents += acknowledged.add(from, to);
    }

    void acknowledgeBytes(long bytes) {
        acknowledgedBytes += bytes;
        settleBytes();
    }

    /** Where nothing is queued there are no bytes, whatever was estimated for damaged events. */
    private void settleBytes() {
        if (depthEvents() == 0) {
            putBytes = acknowledgedBytes;
        }
    }

    /** Makes the sums fit where the log could be read only from the given position on, and tells less than all. */
    void recountFrom(long position) {
        long found = Math.max(1, nextPosition - position);
        long open = acknowledged.openBefore(nextPosition);
        putBytes = acknowledgedBytes + putBytes / found * open;
        putEvents = acknowledgedEvents + open;
        settleBytes();
    }

    /** Steps over positions that are gone from the log before they were read. */
    void skipTo(long position) {
        long from = nextPosition;
        putEvents += position - from;
        nextPosition = position;
        acknowledge(from, position);
    }

    /** Bytes of {@link #encodedAcknowledged}, when so many runs of positions more are acknowledged. */
    int acknowledgedSize(int runs) {
        return 2 * Long.BYTES + acknowledged.encodedSize() + runs * 2 * Long.BYTES;
    }

    /** What an {@link RecordType#ACKNOWLEDGED} record holds. */
    byte[] encodedAcknowledged() {
        ByteBuffer buffer = ByteBuffer.allocate(acknowledgedSize(0));
        buffer.putLong(acknowledgedEvents).putLong(acknowledgedBytes);
        acknowledged.writeTo(buffer);
        return buffer.array();
    }

    void readAcknowledged(ByteBuffer buffer) {
        acknowledgedEvents = buffer.getLong();
        acknowledgedBytes = buffer.getLong();
        acknowledged = Acknowledged.readFrom(buffer);
        settleBytes();
    }

    /** What a {@link RecordType#SNAPSHOT} record holds. */
    byte[] encodedSnapshot() {
        byte[] progress = feeders.encoded();
        byte[] done = encodedAcknowledged();
        return ByteBuffer.allocate(3 * Long.BYTES + done.length + progress.length)
                .putLong(nextPosition)
                .putLong(putEvents)
                .putLong(putBytes)
                .put(done)
                .put(progress)
                .array();
    }

    static LogState readSnapshot(ByteBuffer buffer) {
        LogState state = startingAt(buffer.getLong());
        state.putEvents = buffer.getLong();
        state.putBytes = buffer.getLong();
        state.readAcknowledged(buffer);
        state.feeders = Feeders.readFrom(buffer);
        return state;
    }
}
