package dev.headgate.channel.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How far each feeder's events are stored, and when it was last heard of.
 *
 * <p>Not safe for threads; its owner guards it.
 */
final class Feeders {
    private static final long NOTHING = -1;

    private record Progress(long position, long heardMillis) {}

    private final Map<String, Progress> feeders = new HashMap<>();

    /** The highest position stored, or -1. */
    long of(String feeder) {
        Progress progress = feeders.get(feeder);
        return progress == null ? NOTHING : progress.position();
    }

    OptionalLong find(String feeder) {
        long position = of(feeder);
        return position == NOTHING ? OptionalLong.empty() : OptionalLong.of(position);
    }

    void advance(Map<String, Long> progress, long now) {
        progress.forEach((feeder, position) -> feeders.merge(
                feeder,
                new Progress(position, now),
                (old, fresh) -> new Progress(
                        Math.max(old.position(), fresh.position()), Math.max(old.heardMillis(), fresh.heardMillis()))));
    }

    /** Forgets those that were last heard of before the given time. */
    void forgetBefore(long millis) {
        feeders.values().removeIf(progress -> progress.heardMillis() < millis);
    }

    /** Every feeder's position, by name. */
    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        feeders.forEach((feeder, progress) -> all.put(feeder, progress.position()));
        return all;
    }

    int size() {
        return feeders.size();
    }

    byte[] encoded() {
        List<byte[]> entries = new ArrayList<>();
        feeders.forEach((feeder, progress) -> entries.add(encoded(feeder, progress)));
        ByteBuffer buffer = ByteBuffer.allocate(
                Integer.BYTES + entries.stream().mapToInt(entry -> entry.length).sum());
        buffer.putInt(entries.size());
        entries.forEach(buffer::put);
        return buffer.array();
    }

    private static byte[] encoded(String feeder, Progress progress) {
        byte[] name = feeder.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + 2 * Long.BYTES)
                .putInt(name.length)
                .put(name)
                .putLong(progress.position())
                .putLong(progress.heardMillis())
                .array();
    }

    static Feeders readFrom(ByteBuffer buffer) {
        Feeders read = new Feeders();
        for (int left = buffer.getInt(); left > 0; left--) {
            String name = readText(buffer);
            read.feeders.put(name, new Progress(buffer.getLong(), buffer.getLong()));
        }
        return read;
    }

    static String readText(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
