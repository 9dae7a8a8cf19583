/** The demo: a topology from its file to events read back from HDFS, HBase and Kafka, on one machine. */
@NullMarked
package dev.headgate.demo;

import org.jspecify.annotations.NullMarked;
