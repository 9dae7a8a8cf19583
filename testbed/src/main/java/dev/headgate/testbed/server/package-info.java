/** The process in which the stores' real servers run: HDFS, HBase on it with its ZooKeeper, and a Kafka broker. */
@NullMarked
package dev.headgate.testbed.server;

import org.jspecify.annotations.NullMarked;
