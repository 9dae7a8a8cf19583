package dev.headgate.sink.kafka;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.BatchLimits;
import dev.headgate.sink.DeadLetterSettings;
import dev.headgate.sink.PositionedSink;
import dev.headgate.sink.PositionedWriter;
import dev.headgate.sink.SinkRun;
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
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-cp",
                                classPath,
                                KafkaSinkChild.class.getName(),
                                journal.toString(),
                                brokers,
                                topic,
                                halt)
                        .collect(Collectors.toList()))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) {
        JournalChannel journal = SinkRun.journal(Path.of(arguments[0]));
        String[] halt = (arguments[3] + " none 0").split(" ", -1);
        Sink sink = new Sink(
                halt[0].equals("never")
                        ? KafkaClients.real()
                        : new HaltingClients(halt[0], halt[1], Integer.parseInt(halt[2])));
        SinkRun run = SinkRun.start(
                sink,
                journal,
                Map.of("brokers", arguments[1], "topic", arguments[2], "transaction-events", "100", "writer", "child"));
        run.drain(journal, Duration.ofMinutes(1));
        run.stop();
        journal.stop();
    }

    private static final class Sink extends PositionedSink<KafkaSettings> {
        private final KafkaClients clients;

        Sink(KafkaClients clients) {
            super(KafkaOptions.DECLARATION, KafkaSettings::of);
            this.clients = clients;
        }

        @Override
        protected BatchLimits limits(KafkaSettings settings) {
            return settings.transactions();
        }

        @Override
        protected DeadLetterSettings deadLetters(KafkaSettings settings) {
            return settings.deadLetters();
        }

        @Override
        protected PositionedWriter writer(KafkaSettings settings) {
            return new KafkaWriter(getName(), settings, clients, Clock.systemUTC());
        }
    }
}
