package dev.headgate.sink.hdfs;

import dev.headgate.kit.progress.PositionedEvent;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;

/** One file of an epoch in the making. Used by one thread. */
final class EpochFile {
    private final WriteBehind stream;
    private final RecordFormat.Records records;
    private final String staged;
    private final boolean namedAtOnce;
    private final EpochFileNames.Names names;
    private long first = -1;
    private long last = -1;
    private long events;

    private EpochFile(
            WriteBehind stream,
            RecordFormat.Records records,
            String staged,
            boolean namedAtOnce,
            EpochFileNames.Names names) {
        this.stream = stream;
        this.records = records;
        this.staged = staged;
        this.namedAtOnce = namedAtOnce;
        this.names = names;
    }

    static EpochFile begin(
            Stage stage, RecordFormat format, EpochFileNames.Names names, FileThreads threads, FileBuffers buffers)
            throws IOException {
        boolean atOnce = stage.namesAtOnce();
        String staged = atOnce ? names.publishedAtOnce() : names.staged();
        WriteBehind stream = new WriteBehind(() -> stage.create(staged), threads, buffers);
        RecordFormat.Records records = format.open(new FSDataOutputStream(stream, null), names.opened());
        return new EpochFile(stream, records, staged, atOnce, names);
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

    /** The name of the file in its stage. */
    String staged() {
        return staged;
    }

    /** Ends the file, and does not wait until it is whole. */
    void end() throws IOException {
        records.close();
    }

    /**
     * Waits until the file, which was ended, is whole. Its final name bears the positions that it holds, as far as they are
     * known when it must be given.
     */
    StagedFile whole() throws IOException {
        stream.awaitWhole();
        String target = namedAtOnce ? staged : names.published(first, last);
        return new StagedFile(staged, target, events, records.bytes());
    }
}
