package dev.headgate.sink.hdfs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was seen, some thousand things: those that were not seen for the longest are forgotten. Safe for threads. */
final class SeenLately<T> {
    private static final int MOST = 4096;

    private final Map<T, Boolean> seen = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /** Whether a thing was not seen lately; now it is. */
    boolean isNew(T thing) {
        return seen.put(thing, true) == null;
    }

    /** Takes a thing for one that was never seen. */
    void forget(T thing) {
        seen.remove(thing);
    }
}
