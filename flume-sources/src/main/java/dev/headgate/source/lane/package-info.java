/** Takes what lanes and Avro sinks send, over the protocol of Flume's Avro source. */
@NullMarked
package dev.headgate.source.lane;

import org.jspecify.annotations.NullMarked;
