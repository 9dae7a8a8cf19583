package dev.headgate.sink.lane;

import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.Intake;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Fills batches with what is queued.
 *
 * @param events most events of a batch
 * @param bytes encoded bytes at which a batch is full; it may be passed by a few events
 */
record BatchFill(int events, int bytes) {
    /** Few at first, as the events may be large; then as many as fit by their mean size. */
    private static final int FIRST_CHUNK = 64;

    /**
     * Adds what is queued, until the batch is full.
     *
     * @param patience how long to wait for the first event
     */
    void fill(BatchRequest batch, Intake from, Duration patience) throws IOException, InterruptedException {
        Duration wait = batch.isEmpty() ? patience : Duration.ZERO;
        int most = room(batch);
        while (most > 0) {
            List<PositionedEvent> taken = from.next(most, wait);
            taken.forEach(batch::add);
            if (taken.size() < most) {
                return;
            }
            wait = Duration.ZERO;
            most = room(batch);
        }
    }

    private int room(BatchRequest batch) {
        int left = events - batch.events();
        if (batch.isEmpty()) {
            return Math.min(left, FIRST_CHUNK);
        }
        long bytesLeft = (long) bytes - batch.length();
        return bytesLeft <= 0 ? 0 : (int) Math.min(left, bytesLeft * batch.events() / batch.length() + 1);
    }
}
