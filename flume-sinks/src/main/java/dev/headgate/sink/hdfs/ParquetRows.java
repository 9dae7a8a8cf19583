package dev.headgate.sink.hdfs;

import org.apache.flume.Event;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** How events become the rows of a Parquet file. Immutable. */
interface ParquetRows {
    /** The columns. */
    MessageType schema();

    /** Sets what the columns need beside the defaults. */
    void tune(ParquetProperties.Builder properties);

    /**
     * Makes a row of an event.
     *
     * @throws UnfitEventException where the columns cannot take it
     */
    Cell row(Event event) throws UnfitEventException;

    /** A value that fits: writing it cannot fail for its own sake. */
    @FunctionalInterface
    interface Cell {
        void writeTo(RecordConsumer columns);

        /** Writes it as a field of its group. */
        default void writeAs(String name, int index, RecordConsumer columns) {
            columns.startField(name, index);
            writeTo(columns);
            columns.endField(name, index);
        }
    }
}
