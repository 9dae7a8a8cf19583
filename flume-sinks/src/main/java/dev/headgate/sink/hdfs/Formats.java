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
        };
    }
}
