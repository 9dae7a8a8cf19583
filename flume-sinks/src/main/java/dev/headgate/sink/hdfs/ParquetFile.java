package dev.headgate.sink.hdfs;

import java.io.IOException;
import java.util.Map;
import org.apache.flume.Event;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file in the making: a row group in memory, and those before it in the file. Used by one thread.
 *
 * <p>Parquet's own writer does not let a row group be ended from outside, so this does what that does with the parts below it.
 */
final class ParquetFile implements RecordFormat.Records {
    private static final int MEASURED_EVERY = 64;
    private static final int ROW_OVERHEAD = 32;

    private final ParquetRows rows;
    private final RowGroups memory;
    private final ParquetProperties properties;
    private final ParquetCompression compression;
    private final FSDataOutputStream stream;
    private final ParquetFileWriter file;
    private @Nullable RowGroup group;
    private long measured;
    private long sinceMeasured;

    ParquetFile(ParquetRows rows, ParquetCompression compression, RowGroups memory, FSDataOutputStream stream)
            throws IOException {
        ParquetProperties.Builder builder = ParquetProperties.builder();
        rows.tune(builder);
        this.rows = rows;
        this.memory = memory;
        this.compression = compression;
        this.properties = builder.build();
        this.stream = stream;
        this.file = new ParquetFileWriter(
                new Output(stream), rows.schema(), ParquetFileWriter.Mode.CREATE, Long.MAX_VALUE, 0, null, properties);
        file.start();
        memory.opened(this);
    }

    /** A row group that is being filled. */
    private static final class RowGroup {
        private final ColumnChunkPageWriteStore pages;
        private final ColumnWriteStore columns;
        private final RecordConsumer consumer;
        private long rows;

        RowGroup(ColumnChunkPageWriteStore pages, ColumnWriteStore columns, RecordConsumer consumer) {
            this.pages = pages;
            this.columns = columns;
            this.consumer = consumer;
        }
    }

    private RowGroup begin() {
        ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                compression,
                rows.schema(),
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        ColumnWriteStore columns = properties.newColumnWriteStore(rows.schema(), pages, pages);
        RecordConsumer consumer =
                new ColumnIOFactory().getColumnIO(rows.schema()).getRecordWriter(columns);
        return new RowGroup(pages, columns, consumer);
    }

    @Override
    public void append(Event event) throws IOException, UnfitEventException {
        ParquetRows.Cell row = rows.row(event);
        RowGroup filling = group;
        if (filling == null) {
            filling = begin();
            group = filling;
        }
        row.writeTo(filling.consumer);
        filling.rows++;
        long about =
                event.getBody().length + ROW_OVERHEAD * (1L + event.getHeaders().size());
        sinceMeasured += about;
        if (filling.rows % MEASURED_EVERY == 0) {
            measure();
        }
        memory.grew(about);
    }

    private void measure() {
        measured = group == null ? 0 : group.columns.getBufferedSize();
        sinceMeasured = 0;
    }

    /** About what the row group takes in memory. */
    long inMemory() {
        return measured + sinceMeasured;
    }

    /** Writes the row group to the file. */
    void endRowGroup() throws IOException {
        RowGroup ending = group;
        if (ending == null) {
            return;
        }
        group = null;
        measure();
        ending.consumer.flush();
        file.startBlock(ending.rows);
        ending.columns.flush();
        ending.pages.flushToFileWriter(file);
        file.endBlock();
        ending.columns.close();
        ending.pages.close();
    }

    @Override
    public long bytes() {
        return stream.getPos() + inMemory();
    }

    @Override
    public void close() throws IOException {
        memory.closed(this);
        endRowGroup();
        file.end(Map.of());
        file.close();
        stream.close();
    }

    /** The stream as Parquet asks for one. */
    private record Output(FSDataOutputStream stream) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSize) {
            return new Positioned(stream);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return new Positioned(stream);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Positioned extends PositionOutputStream {
        private final FSDataOutputStream stream;

        Positioned(FSDataOutputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() {
            return stream.getPos();
        }

        @Override
        public void write(int one) throws IOException {
            stream.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            stream.write(bytes, from, length);
        }
    }
}
