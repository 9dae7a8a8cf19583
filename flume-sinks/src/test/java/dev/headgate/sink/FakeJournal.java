package dev.headgate.sink;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.kit.progress.ProgressChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flume.Event;
import org.apache.flume.Transaction;
import org.apache.flume.channel.AbstractChannel;

/** A journal in memory that only a cursor reads. Used by one thread. */
public final class FakeJournal extends AbstractChannel implements ProgressChannel {
    private final List<Event> events = new ArrayList<>();
    private int acknowledged;
    private boolean open;

    public FakeJournal() {
        setName("in");
    }

    @Override
    public void put(Event event) {
        events.add(event);
    }

    /** How many events were never acknowledged. */
    public int waiting() {
        return events.size() - acknowledged;
    }

    @Override
    public Event take() {
        throw new UnsupportedOperationException("A cursor reads here.");
    }

    @Override
    public Transaction getTransaction() {
        throw new UnsupportedOperationException("A cursor reads here.");
    }

    @Override
    public OptionalLong progressOf(String feeder) {
        return OptionalLong.empty();
    }

    @Override
    public String journalId() {
        return "journal-1";
    }

    @Override
    public EventCursor openCursor(String reader) {
        if (open) {
            throw new IllegalStateException("The cursor is open.");
        }
        open = true;
        return new Cursor();
    }

    private final class Cursor implements EventCursor {
        private int read = acknowledged;

        @Override
        public List<PositionedEvent> next(int most, Duration patience) {
            List<PositionedEvent> next = new ArrayList<>();
            while (next.size() < most && read < events.size()) {
                next.add(new PositionedEvent(read, events.get(read)));
                read++;
            }
            return next;
        }

        @Override
        public void acknowledge(long position) {
            if (position >= read) {
                throw new IllegalArgumentException("Position " + position + " was not read.");
            }
            acknowledged = Math.max(acknowledged, (int) position + 1);
        }

        @Override
        public boolean isCrowding() {
            return false;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
