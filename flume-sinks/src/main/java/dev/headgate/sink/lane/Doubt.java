package dev.headgate.sink.lane;

/**
 * How many events a target may have stored although it has not said so: those that its channel gives next, since a batch without
 * an answer is given back. When it is taken again it may be cut shorter. Used by one thread.
 */
final class Doubt {
    private int events;
    private int before;

    int events() {
        return events;
    }

    /** Notes that a batch is on its way. */
    void sent(int batch) {
        before = events;
        events = Math.max(events, batch);
    }

    /** Notes that the batch is stored and acknowledged; what was sent behind it before is still in doubt. */
    void stored(int batch) {
        events = Math.max(0, events - batch);
    }

    /** Notes that nothing of the batch was stored. */
    void notStored() {
        events = before;
    }
}
