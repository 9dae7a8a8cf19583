package dev.headgate.sink.hdfs;

/** What DataNodes have done with a batch when it is committed. Tools load it where there is no Hadoop. */
enum Flush {
    /** Each of the file's DataNodes has it in memory. */
    HFLUSH,
    /** Each has it on disk. */
    HSYNC
}
