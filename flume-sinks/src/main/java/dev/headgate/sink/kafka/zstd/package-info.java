/**
 * What Kafka's client needs of zstd-jni and Flume's version does not have, made of what both have.
 *
 * <p>Flume's class path begins with zstd-jni 1.4.5, and a library with native parts cannot be relocated. So in our jar these
 * names of zstd-jni's, and nothing else of it, are relocated to this package.
 */
@NullMarked
package dev.headgate.sink.kafka.zstd;

import org.jspecify.annotations.NullMarked;
