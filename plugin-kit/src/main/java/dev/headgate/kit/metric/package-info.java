/** Metrics of an agent, for Prometheus. */
@NullMarked
package dev.headgate.kit.metric;

import org.jspecify.annotations.NullMarked;
