package dev.headgate.benchmark;

import com.google.gson.JsonObject;

/** Counts events for a while, after a while that is not counted. Used by one thread. */
final class Stopwatch {
    private final long warmUpNanos;
    private final long countedNanos;
    private long begun;
    private long countedFrom;
    private long eventsBefore;
    private long events;
    private long nanos;

    Stopwatch(long warmUpMillis, long countedMillis) {
        this.warmUpNanos = warmUpMillis * 1_000_000;
        this.countedNanos = countedMillis * 1_000_000;
    }

    /**
     * Whether the time is over. The first call begins it.
     *
     * @param all events so far
     */
    boolean isOver(long all) {
        long now = System.nanoTime();
        if (begun == 0) {
            begun = now;
        }
        if (countedFrom == 0 && now - begun >= warmUpNanos) {
            countedFrom = now;
            eventsBefore = all;
        }
        if (countedFrom == 0 || now - countedFrom < countedNanos) {
            return false;
        }
        events = all - eventsBefore;
        nanos = now - countedFrom;
        return true;
    }

    /** What was counted. */
    JsonObject answer() {
        JsonObject answer = new JsonObject();
        answer.addProperty("events", events);
        answer.addProperty("seconds", nanos / 1e9);
        return answer;
    }
}
