package dev.headgate.sink.hdfs;

/** How files are compressed. Tools load it where there is no Hadoop: what compresses is {@link Compression}. */
enum Codec {
    NONE(""),
    GZIP(".gz"),
    SNAPPY(".snappy"),
    ZSTD(".zst"),
    LZ4(".lz4");

    private final String extension;

    Codec(String extension) {
        this.extension = extension;
    }

    /** What a compressed text file's name ends in: by it Hadoop's readers know the codec. */
    String extension() {
        return extension;
    }
}
