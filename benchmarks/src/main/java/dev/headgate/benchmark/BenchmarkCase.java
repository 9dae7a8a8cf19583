package dev.headgate.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * One thing that is measured on both sides. Called by one thread, for one measurement after the other.
 *
 * <p>Each measurement gets an empty folder, which is removed behind it.
 */
interface BenchmarkCase {
    /** Size of the body of every event that is sent, in bytes. */
    int EVENT_BYTES = 500;

    String name();

    Unit unit();

    /**
     * Measures a side once, in the case's unit.
     *
     * @throws BenchmarkException where there is nothing to measure, as what is measured has failed
     */
    double measure(Side side, Path folder) throws IOException, InterruptedException;

    /** Measures once what the machine could do at most, in the case's unit; empty where nothing limits the case. */
    OptionalDouble limit(Path folder) throws IOException;
}
