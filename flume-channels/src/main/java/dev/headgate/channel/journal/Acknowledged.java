package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions that are done with: all below a mark, and ranges above it where transactions ended out of order.
 *
 * <p>Not safe for threads; its owner guards it.
 */
final class Acknowledged {
    private long mark;
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    Acknowledged(long mark) {
        this.mark = mark;
    }

    /** The lowest position that is not done with. */
    long mark() {
        return mark;
    }

    boolean contains(long position) {
        if (position < mark || ranges.isEmpty()) {
            return position < mark;
        }
        Map.Entry<Long, Long> range = ranges.floorEntry(position);
        return range != null && position < range.getValue();
    }

    /**
     * Adds the positions from {@code from} to before {@code to}.
     *
     * @return how many of them were not done with before
     */
    long add(long from, long to) {
        long open = open(Math.max(from, mark), to);
        if (open <= 0) {
            return 0;
        }
        if (from <= mark) {
            mark = to;
        } else {
            join(from, to);
        }
        while (!ranges.isEmpty() && ranges.firstKey() <= mark) {
            mark = Math.max(mark, ranges.pollFirstEntry().getValue());
        }
        return open;
    }

    private long open(long from, long to) {
        long open = to - from;
        for (Map.Entry<Long, Long> range : ranges.headMap(to).entrySet()) {
            open -= Math.max(0, Math.min(to, range.getValue()) - Math.max(from, range.getKey()));
        }
        return open;
    }

    private void join(long from, long to) {
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        Map.Entry<Long, Long> after = ranges.ceilingEntry(start);
        while (after != null && after.getKey() <= end) {
            end = Math.max(end, after.getValue());
            ranges.remove(after.getKey());
            after = ranges.ceilingEntry(start);
        }
        ranges.put(start, end);
    }

    /** How many positions before the given one are not done with. */
    long openBefore(long position) {
        return Math.max(0, open(mark, position));
    }

    /** The first position from the given one on that is not done with. */
    long firstOpenFrom(long position) {
        if (position < mark) {
            return mark;
        }
        Map.Entry<Long, Long> range = ranges.floorEntry(position);
        return range != null && position < range.getValue() ? range.getValue() : position;
    }

    Acknowledged copy() {
        Acknowledged copy = new Acknowledged(mark);
        copy.ranges.putAll(ranges);
        return copy;
    }

    int encodedSize() {
        return Long.BYTES + Integer.BYTES + ranges.size() * 2 * Long.BYTES;
    }

    void writeTo(ByteBuffer buffer) {
        buffer.putLong(mark).putInt(ranges.size());
        ranges.forEach((from, to) -> buffer.putLong(from).putLong(to));
    }

    static Acknowledged readFrom(ByteBuffer buffer) {
        Acknowledged read = new Acknowledged(buffer.getLong());
        for (int left = buffer.getInt(); left > 0; left--) {
            read.ranges.put(buffer.getLong(), buffer.getLong());
        }
        return read;
    }

    @Override
    public String toString() {
        return "below " + mark + (ranges.isEmpty() ? "" : " and " + ranges);
    }
}
