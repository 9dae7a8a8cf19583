package dev.headgate.testbed.appserver;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * What an app server sends, how fast, and who is told.
 *
 * <p>Both callbacks are used by the app server's thread alone.
 *
 * @param lines gives the lines, without line breaks; the app server is done when there is no next one
 * @param eventsPerSecond the pace, above 0; it is kept on average, so a delay is made up for
 * @param sent is told each line once, in order, after it was acknowledged or written
 */
public record Workload(Iterator<String> lines, int eventsPerSecond, Consumer<String> sent) {
    public Workload {
        if (eventsPerSecond <= 0) {
            throw new IllegalArgumentException("events per second must be above 0, not " + eventsPerSecond);
        }
    }
}
