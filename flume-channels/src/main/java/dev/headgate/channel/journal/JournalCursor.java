package dev.headgate.channel.journal;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The one reader of a journal that reads position by position. Used by one thread. */
final class JournalCursor implements EventCursor {
    private final TakeQueue queue;
    private final JournalMetrics metrics;
    private final Runnable onClose;
    private final ArrayDeque<StoredEvent> unacknowledged = new ArrayDeque<>();
    private long highestRead = -1;
    private boolean closed;

    JournalCursor(TakeQueue queue, JournalMetrics metrics, Runnable onClose) {
        this.queue = queue;
        this.metrics = metrics;
        this.onClose = onClose;
    }

    @Override
    public List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException {
        checkOpen();
        List<StoredEvent> read = new ArrayList<>();
        boolean whole = false;
        try {
            StoredEvent event = queue.take(patience);
            while (event != null) {
                read.add(event);
                event = read.size() < most ? queue.take(Duration.ZERO) : null;
            }
            whole = true;
        } finally {
            // Whoever gets an exception has got no event, and must not acknowledge one with those behind it.
            if (!whole) {
                queue.giveBack(read);
            }
        }
        for (StoredEvent event : read) {
            unacknowledged.add(event);
            highestRead = event.position();
        }
        return read.stream()
                .map(event -> new PositionedEvent(event.position(), event.event()))
                .toList();
    }

    @Override
    public void acknowledge(long position) throws IOException {
        checkOpen();
        if (position > highestRead) {
            throw new IllegalArgumentException(
                    "Position " + position + " cannot be acknowledged: it was not read through this cursor.");
        }
        List<StoredEvent> done = new ArrayList<>();
        for (StoredEvent event : unacknowledged) {
            if (event.position() > position) {
                break;
            }
            done.add(event);
        }
        if (done.isEmpty()) {
            return;
        }
        queue.acknowledge(done);
        metrics.readByCursor(done.size());
        for (int acknowledged = done.size(); acknowledged > 0; acknowledged--) {
            unacknowledged.removeFirst();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("The cursor is closed. Open another one.");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue.giveBack(unacknowledged);
            unacknowledged.clear();
            onClose.run();
        }
    }
}
