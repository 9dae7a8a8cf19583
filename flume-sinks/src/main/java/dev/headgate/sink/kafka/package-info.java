/** The Kafka sink: an idempotent producer that commits the position of a journal with its events. */
@NullMarked
package dev.headgate.sink.kafka;

import org.jspecify.annotations.NullMarked;
