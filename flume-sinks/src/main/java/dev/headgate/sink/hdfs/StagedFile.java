package dev.headgate.sink.hdfs;

/**
 * A whole file that waits to be published.
 *
 * @param name its name in the folder of its run
 * @param target its final place, below the root
 * @param events how many it holds
 * @param bytes its size
 */
record StagedFile(String name, String target, long events, long bytes) {}
