/**
 * Headgate beside stock Flume: both measured in turn, in one run, on the same machine.
 *
 * <p>A benchmark is a subclass of {@code BenchmarkCommand} that names its cases; what is measured in a process of its own has
 * a main class beside it.
 */
@NullMarked
package dev.headgate.benchmark;

import org.jspecify.annotations.NullMarked;
