package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.EventCursor;
import dev.headgate.kit.progress.PositionedEvent;
import dev.headgate.sink.hdfs.Stages.Recovered;
import java.io.IOException;
import java.util.List;

/**
 * What earlier starts published of a journal and may not have acknowledged: such events are read once more, acknowledged, and
 * not written again. Used by one thread.
 */
final class PublishedBefore {
    private final List<Recovered> runs;
    private final long last;
    private boolean passed;

    PublishedBefore(String journal, List<Recovered> recovered) {
        this.runs = recovered.stream()
                .filter(each -> each.manifest().journal().equals(journal)
                        || each.manifest().last() < 0)
                .toList();
        this.last =
                runs.stream().mapToLong(each -> each.manifest().last()).max().orElse(-1);
        this.passed = last < 0;
    }

    /** Acknowledges what of these events is published already, and gives the others. */
    List<PositionedEvent> without(List<PositionedEvent> read, EventCursor cursor) throws IOException {
        if (read.isEmpty()) {
            passed = true;
        }
        if (passed) {
            return read;
        }
        List<PositionedEvent> fresh =
                read.stream().filter(event -> event.position() > last).toList();
        int known = read.size() - fresh.size();
        if (known > 0) {
            cursor.acknowledge(read.get(known - 1).position());
        }
        passed = read.get(read.size() - 1).position() >= last;
        return fresh;
    }

    /** Runs whose epochs are acknowledged now; each is given once. */
    boolean isPassed() {
        return passed;
    }

    /** Removes the runs, whose epochs are acknowledged. */
    void remove() throws IOException {
        for (Recovered each : runs) {
            each.stage().forget();
            each.stage().remove();
        }
    }
}
