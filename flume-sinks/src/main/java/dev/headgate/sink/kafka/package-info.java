/** The Kafka sink: an idempotent producer, confirmed record by record. */
@NullMarked
package dev.headgate.sink.kafka;

import org.jspecify.annotations.NullMarked;
