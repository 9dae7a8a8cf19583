package dev.headgate.sink.hdfs;

/** The formats of files. Tools load it where there is no Hadoop; what writes is {@link Formats}. */
enum Format {
    TEXT,
    AVRO,
    SEQUENCE_FILE,
    PARQUET;

    boolean takes(Codec codec) {
        return switch (this) {
            case TEXT, PARQUET -> true;
            case AVRO -> codec != Codec.LZ4;
            // Its header names the codec's class, and Hadoop's own of zstd works with Hadoop's native library only.
            case SEQUENCE_FILE -> codec != Codec.ZSTD;
        };
    }
}
