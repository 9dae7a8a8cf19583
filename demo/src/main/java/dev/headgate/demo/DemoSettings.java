package dev.headgate.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the demo was asked for.
 *
 * @param home the folder of the project
 * @param environment which of the topology's is meant, where it has some
 * @param input the lines to send, instead of what the demo makes itself
 * @param duration how long events are sent
 * @param firstPort of the agents, instead of a free range
 * @param work the folder for all files, instead of a new temporary one
 */
record DemoSettings(
        Path home,
        Path topology,
        Optional<String> environment,
        Optional<Path> input,
        Duration duration,
        OptionalInt firstPort,
        Optional<Path> work,
        boolean keep) {}
