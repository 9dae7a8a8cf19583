package dev.headgate.sink.hdfs;

/** What becomes of an event that has not all that the path needs. */
enum OnMissing {
    DEFAULT,
    DEAD_LETTER
}
