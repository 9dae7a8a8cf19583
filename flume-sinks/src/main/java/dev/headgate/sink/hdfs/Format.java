package dev.headgate.sink.hdfs;

/** The formats of files. Tools load it where there is no Hadoop; what writes is {@link Formats}. */
enum Format {
    TEXT,
    AVRO,
    SEQUENCE_FILE;

    boolean takes(Codec codec) {
        return switch (this) {
            case TEXT -> true;
            case AVRO -> codec == Codec.NONE || codec == Codec.GZIP || codec == Codec.SNAPPY;
            case SEQUENCE_FILE -> codec != Codec.ZSTD;
        };
    }
}
