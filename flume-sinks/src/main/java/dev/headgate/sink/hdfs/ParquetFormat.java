package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.jspecify.annotations.Nullable;

/** Parquet files. */
final class ParquetFormat implements RecordFormat {
    private final Columns columns;
    private final Codec codec;
    private final long memory;
    private final RowGroups rowGroups;
    private @Nullable ParquetRows rows;

    /**
     * Files of one codec.
     *
     * @param memory of all row groups of one thread together, in bytes
     */
    ParquetFormat(Columns columns, Codec codec, long memory) {
        this.columns = columns;
        this.codec = codec;
        this.memory = memory;
        this.rowGroups = new RowGroups(memory);
    }

    /** What tells the columns. Its file is read when the first file is begun. */
    sealed interface Columns {
        /** All of the event. */
        record Envelope() implements Columns {}

        /**
         * Members of the JSON object that the body is.
         *
         * @param misfitColumn takes what does not fit; null where such an event is a dead letter
         */
        record OfJson(Path schemaFile, @Nullable String misfitColumn) implements Columns {}
    }

    @Override
    public String extension() {
        return "parquet";
    }

    @Override
    public RecordFormat ofOneThread() {
        return new ParquetFormat(columns, codec, memory);
    }

    @Override
    public Records open(FSDataOutputStream stream, Instant opened) throws IOException {
        ParquetRows read = rows;
        if (read == null) {
            read = columns instanceof Columns.OfJson json ? ParquetJson.read(json) : new ParquetEnvelope();
            rows = read;
        }
        return new ParquetFile(read, new ParquetCompression(codec), rowGroups, stream);
    }
}
