package dev.headgate.sink.hdfs;

/** What becomes of what the columns of a Parquet file cannot take. */
enum OnMisfit {
    COLUMN,
    DEAD_LETTER
}
