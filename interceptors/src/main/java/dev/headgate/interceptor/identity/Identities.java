package dev.headgate.interceptor.identity;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives identities that no other agent, interceptor or start of this one gives: one origin, and a sequence from 1.
 *
 * <p>Safe for many threads.
 */
final class Identities {
    private final String origin;
    private final AtomicLong given = new AtomicLong();

    /**
     * Makes a giver of identities.
     *
     * @param startMillis when this start was, in milliseconds since 1970 UTC
     * @param random tells starts of the same millisecond apart
     */
    Identities(String agent, long startMillis, int random) {
        this.origin = "%s/%d-%08x".formatted(agent, startMillis, random);
    }

    String origin() {
        return origin;
    }

    String nextSequence() {
        return Long.toString(given.incrementAndGet());
    }
}
