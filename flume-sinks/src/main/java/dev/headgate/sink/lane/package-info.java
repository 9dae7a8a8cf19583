/** Sends the events of a channel to the next tier, over the protocol of Flume's Avro source. */
@NullMarked
package dev.headgate.sink.lane;

import org.jspecify.annotations.NullMarked;
