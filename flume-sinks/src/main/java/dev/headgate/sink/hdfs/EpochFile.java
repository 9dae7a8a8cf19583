package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import java.time.Instant;

/** One file of an epoch in the making. Used by one thread. */
final class EpochFile {
    private final RecordFormat.Records records;
    private final String staged;
    private final EpochFileNames names;
    private final String folder;
    private final Instant opened;
    private long first = -1;
    private long last = -1;
    private long events;

    private EpochFile(
            RecordFormat.Records records, String staged, EpochFileNames names, String folder, Instant opened) {
        this.records = records;
        this.staged = staged;
        this.names = names;
        this.folder = folder;
        this.opened = opened;
    }

    static EpochFile begin(Run run, RecordFormat format, EpochFileNames names, String folder, Instant now)
            throws IOException {
        String staged = names.nextStaged();
        Instant opened = names.notBefore(now);
        return new EpochFile(format.open(run.create(staged), opened), staged, names, folder, opened);
    }

    void append(PositionedEvent event) throws IOException, UnfitEventException {
        records.append(event.event());
        if (first < 0) {
            first = event.position();
        }
        last = event.position();
        events++;
    }

    long bytes() throws IOException {
        return records.bytes();
    }

    boolean isEmpty() {
        return events == 0;
    }

    /** The name of the file in its run. */
    String staged() {
        return staged;
    }

    /** Ends the file; its final name bears the positions that it holds. */
    StagedFile close() throws IOException {
        records.close();
        return new StagedFile(staged, folder + names.published(opened, first, last), events, records.bytes());
    }
}
