package dev.headgate.channel.journal;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The one reader of a journal that reads position by position. Used by one thread.
 *
 * <p>It keeps no event that it has given, only where they are, so that its reader may acknowledge as late as it likes. What
 * is not acknowledged when it is closed is read from the log again.
 */
final class JournalCursor implements EventCursor {
    /** Reads of few events are remembered as one. */
    private static final int RUN_EVENTS = 1000;

    /** Of the channel's capacity: what its reader may keep before it is asked to acknowledge. */
    private static final int SHARE = 4;

    private final Journal journal;
    private final Runnable onClose;
    private final ArrayDeque<ReadRun> unacknowledged = new ArrayDeque<>();
    private List<StoredEvent> read = new ArrayList<>();
    private long heldEvents;
    private long heldBytes;
    private long highestRead = -1;
    private boolean closed;

    JournalCursor(Journal journal, Runnable onClose) {
        this.journal = journal;
        this.onClose = onClose;
    }

    @Override
    public List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException {
        checkOpen();
        // Whoever gets an exception has got no event: what was read before it is given by the next call.
        journal.queue().read(read, most, patience);
        List<PositionedEvent> given = new ArrayList<>(read.size());
        for (StoredEvent stored : read) {
            given.add(new PositionedEvent(stored.position(), stored.event()));
        }
        rememberAll();
        read = new ArrayList<>();
        return given;
    }

    private void rememberAll() {
        for (int from = 0; from < read.size(); ) {
            long start = read.get(from).position();
            long bytes = 0;
            int to = from;
            while (to < read.size() && to - from < RUN_EVENTS && read.get(to).position() == start + to - from) {
                bytes += read.get(to).bytes();
                to++;
            }
            remember(new ReadRun(start, start + to - from, bytes));
            from = to;
        }
    }

    private void remember(ReadRun run) {
        heldEvents += run.count();
        heldBytes += run.bytes();
        highestRead = run.end() - 1;
        ReadRun last = unacknowledged.peekLast();
        if (last != null && last.end() == run.start() && last.count() + run.count() <= RUN_EVENTS) {
            unacknowledged.removeLast();
            unacknowledged.add(last.with(run));
        } else {
            unacknowledged.add(run);
        }
    }

    @Override
    public void acknowledge(long position) throws IOException {
        checkOpen();
        if (position > highestRead) {
            throw new IllegalArgumentException(
                    "Position " + position + " cannot be acknowledged: it was not read through this cursor.");
        }
        List<ReadRun> done = new ArrayList<>();
        for (ReadRun run : unacknowledged) {
            if (run.start() > position) {
                break;
            }
            done.add(run.end() <= position + 1 ? run : run.before(position + 1));
        }
        if (!done.isEmpty()) {
            journal.queue().acknowledgeRead(done);
            done.forEach(this::forget);
        }
    }

    private void forget(ReadRun done) {
        ReadRun first = unacknowledged.removeFirst();
        if (done.end() < first.end()) {
            unacknowledged.addFirst(first.from(done.end()));
        }
        heldEvents -= done.count();
        heldBytes -= done.bytes();
        journal.metrics().readByCursor(done.count());
    }

    @Override
    public boolean isCrowding() {
        JournalSettings settings = journal.settings();
        return heldEvents >= settings.capacityEvents() / SHARE || heldBytes >= settings.capacityBytes() / SHARE;
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
            unacknowledged.clear();
            read.clear();
            journal.queue().release();
            onClose.run();
        }
    }
}
