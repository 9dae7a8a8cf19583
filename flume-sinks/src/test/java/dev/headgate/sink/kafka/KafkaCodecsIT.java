package dev.headgate.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.testbed.Agent;
import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.KafkaBroker;
import dev.headgate.testbed.KafkaReader;
import dev.headgate.testbed.KafkaTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the sinks' jar in a stock Flume, whose own compression libraries come first on the class path. */
class KafkaCodecsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> CODECS = List.of("gzip", "snappy", "lz4", "zstd");
    private static final int EVENTS = 500;

    @Test
    void compressesWithEachCodecInAStockFlume(@TempDir Path folder) throws Exception {
        Path home = Path.of(System.getProperty("headgate.home"));
        FlumeInstall install = FlumeInstall.assemble(
                folder.resolve("flume"),
                FlumeInstall.stockLib(home),
                List.of(
                        Path.of(System.getProperty("headgate.sinks.jar")),
                        jar(home, "plugin-kit"),
                        jar(home, "flume-channels")),
                List.of());
        try (KafkaBroker broker = KafkaBroker.start(home, folder.resolve("kafka"), PATIENCE)) {
            for (String codec : CODECS) {
                KafkaTopics.create(broker.brokers(), codec, 1);
            }
            Path conf = Files.createDirectories(folder.resolve("conf"));
            Files.write(conf.resolve("flume.conf"), configuration(folder, broker.brokers()));
            Files.writeString(conf.resolve("flume-env.sh"), "JAVA_OPTS=-Xmx300m\n");
            try (Agent agent = Agent.start(install, "a", conf, folder.resolve("agent.log"))) {
                for (String codec : CODECS) {
                    await(codec)
                            .atMost(PATIENCE)
                            .until(() -> bodies(broker, codec).size() >= EVENTS);
                }
                assertThat(agent.isAlive()).isTrue();
            }
            for (String codec : CODECS) {
                assertThat(bodies(broker, codec))
                        .as(codec)
                        .containsExactlyElementsOf(IntStream.range(0, EVENTS)
                                .mapToObj(String::valueOf)
                                .toList());
            }
        }
    }

    private static List<String> configuration(Path folder, String brokers) {
        List<String> lines = new ArrayList<>(List.of(
                "a.sources = seq",
                "a.channels = " + String.join(" ", CODECS),
                "a.sinks = " + String.join(" ", CODECS),
                "a.sources.seq.type = seq",
                "a.sources.seq.totalEvents = " + EVENTS,
                "a.sources.seq.channels = " + String.join(" ", CODECS)));
        for (String codec : CODECS) {
            lines.add("a.channels." + codec + ".type = dev.headgate.channel.journal.JournalChannel");
            lines.add("a.channels." + codec + ".directories = " + folder.resolve("journal-" + codec));
            lines.add("a.sinks." + codec + ".type = dev.headgate.sink.kafka.KafkaSink");
            lines.add("a.sinks." + codec + ".channel = " + codec);
            lines.add("a.sinks." + codec + ".brokers = " + brokers);
            lines.add("a.sinks." + codec + ".topic = " + codec);
            lines.add("a.sinks." + codec + ".kafka.compression.type = " + codec);
        }
        return lines;
    }

    private static List<String> bodies(KafkaBroker broker, String topic) throws IOException {
        List<String> bodies = new ArrayList<>();
        new KafkaReader(broker.brokers(), Pattern.compile(topic)).read(record -> bodies.add(record.body()));
        return bodies;
    }

    private static Path jar(Path home, String module) throws IOException {
        try (Stream<Path> jars = Files.list(home.resolve(module).resolve("target"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches(module + "-[0-9].*[^s]\\.jar"))
                    .filter(jar -> !jar.toString().contains("sources"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
