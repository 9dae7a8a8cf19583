package dev.headgate.sink.hdfs;

import dev.headgate.sink.DeadLetters;
import java.time.Clock;

/**
 * What the parts of one started sink share.
 *
 * @param sink its name, for messages and threads
 */
record HdfsSinkContext(
        String sink,
        HdfsSettings settings,
        Clock clock,
        Step.Watch watch,
        Patience patience,
        HdfsCounter counter,
        DeadLetters deadLetters) {}
