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
    private final Runnable onClose;
    private final ArrayDeque<StoredEvent> unacknowledged = new ArrayDeque<>();
    private boolean closed;

    JournalCursor(TakeQueue queue, Runnable onClose) {
        this.queue = queue;
        this.onClose = onClose;
    }

    @Override
    public List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException {
        List<PositionedEvent> events = new ArrayList<>();
        StoredEvent event = queue.take(patience);
        while (event != null) {
            unacknowledged.add(event);
            events.add(new PositionedEvent(event.position(), event.event()));
            event = events.size() < most ? queue.take(Duration.ZERO) : null;
        }
        return events;
    }

    @Override
    public void acknowledge(long position) throws IOException {
        List<StoredEvent> done = new ArrayList<>();
        for (StoredEvent event : unacknowledged) {
            if (event.position() > position) {
                break;
            }
            done.add(event);
        }
        if (done.isEmpty() || done.get(done.size() - 1).position() != position) {
            throw new IllegalArgumentException(
                    "Position " + position + " cannot be acknowledged: it was not read through this cursor.");
        }
        queue.acknowledge(done);
        for (int acknowledged = done.size(); acknowledged > 0; acknowledged--) {
            unacknowledged.removeFirst();
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
