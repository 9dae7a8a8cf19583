package dev.headgate.sink.kafka;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.ParentPipe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with a journal and a Kafka sink behind it, which ends itself at some point, or when the journal is empty. */
final class KafkaSinkChild {
    private KafkaSinkChild() {}

    /**
     * Starts a process.
     *
     * @param halt where it ends itself, such as {@code before commitTransaction 3}; or {@code never}
     */
    static Process start(Path journal, String brokers, String topic, String halt) throws IOException {
        // The sink's own classes and not its jar, as this test reaches into its client.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(
                        System.getProperty("headgate.sinks.jar"),
                        Path.of(System.getProperty("headgate.home"), "flume-sinks/target/classes")
                                .toString());
        return new ProcessBuilder(Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-cp",
                                classPath,
                                KafkaSinkChild.class.getName(),
                                journal.toString(),
                                brokers,
                                topic,
                                halt)
                        .collect(Collectors.toList()))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        ParentPipe.watch();
        JournalChannel journal = SinkRun.journal(Path.of(arguments[0]));
        String[] halt = (arguments[3] + " none 0").split(" ", -1);
        ClockedSink sink = new ClockedSink(
                halt[0].equals("never")
                        ? KafkaClients.real()
                        : new HaltingClients(halt[0], halt[1], Integer.parseInt(halt[2])),
                Clock.systemUTC());
        SinkRun run = SinkRun.start(
                sink,
                journal,
                Map.of("brokers", arguments[1], "topic", arguments[2], "transaction-events", "100", "writer", "child"));
        run.drain(journal, Duration.ofMinutes(1));
        run.stop();
        journal.stop();
    }
}
