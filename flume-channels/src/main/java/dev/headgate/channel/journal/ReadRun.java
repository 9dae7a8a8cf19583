package dev.headgate.channel.journal;

/**
 * Events of the log whose positions follow each other: where they are and what they take, without the events themselves.
 *
 * @param start the position of the first
 * @param end the position behind the last
 * @param bytes what they take in the log
 */
record ReadRun(long start, long end, long bytes) {

    long count() {
        return end - start;
    }

    /** This run and one that begins where it ends. */
    ReadRun with(ReadRun next) {
        return new ReadRun(start, next.end, bytes + next.bytes);
    }

    /** Those before a position that lies within. What they take is estimated; what {@link #from} says is the rest of it. */
    ReadRun before(long position) {
        return new ReadRun(start, position, bytesBefore(position));
    }

    /** Those from a position on that lies within. */
    ReadRun from(long position) {
        return new ReadRun(position, end, bytes - bytesBefore(position));
    }

    private long bytesBefore(long position) {
        return bytes / count() * (position - start);
    }
}
