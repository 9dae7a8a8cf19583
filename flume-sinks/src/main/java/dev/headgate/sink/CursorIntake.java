package dev.headgate.sink;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.kit.progress.ProgressChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Reads a journal position by position. */
record CursorIntake(String journalId, EventCursor cursor) implements Intake {
    static CursorIntake open(ProgressChannel channel, String sink) throws IOException {
        return new CursorIntake(channel.journalId(), channel.openCursor("sink '" + sink + "'"));
    }

    @Override
    public List<PositionedEvent> next(int most, Duration patience) throws IOException, InterruptedException {
        return cursor.next(most, patience);
    }

    @Override
    public void acknowledge(long position) throws IOException {
        cursor.acknowledge(position);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
