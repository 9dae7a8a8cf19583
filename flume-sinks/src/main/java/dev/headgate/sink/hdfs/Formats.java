package dev.headgate.sink.hdfs;

import dev.headgate.kit.option.Values;
import java.nio.file.Path;

/** Makes what writes a format, as the keys of a sink say. */
final class Formats {
    private Formats() {}

    /** The strategy of the format. */
    static RecordFormat of(Values values) {
        Codec codec = values.get(HdfsOptions.CODEC);
        return switch (values.get(HdfsOptions.FORMAT)) {
            case TEXT -> codec == Codec.NONE ? TextFormat.of(values) : new CompressedText(TextFormat.of(values), codec);
            case AVRO ->
                values.find(HdfsOptions.AVRO_SCHEMA)
                        .<RecordFormat>map(file -> new AvroBodyFormat(Path.of(file), codec))
                        .orElseGet(() -> new AvroEventFormat(codec));
            case SEQUENCE_FILE -> new SequenceFormat(codec);
            case PARQUET -> parquet(values, codec);
        };
    }

    private static ParquetFormat parquet(Values values, Codec codec) {
        ParquetFormat.Columns columns = values.find(HdfsOptions.PARQUET_SCHEMA)
                .<ParquetFormat.Columns>map(file -> new ParquetFormat.Columns.OfJson(
                        Path.of(file),
                        values.get(HdfsOptions.ON_MISFIT) == OnMisfit.COLUMN
                                ? values.get(HdfsOptions.MISFIT_COLUMN)
                                : null))
                .orElseGet(ParquetFormat.Columns.Envelope::new);
        return new ParquetFormat(
                columns, codec, values.get(HdfsOptions.ROW_GROUP_MEMORY).bytes() / values.get(HdfsOptions.WRITERS));
    }
}
