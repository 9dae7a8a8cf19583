/** The Kafka source: records of topics become events. */
@NullMarked
package dev.headgate.source.kafka;

import org.jspecify.annotations.NullMarked;
