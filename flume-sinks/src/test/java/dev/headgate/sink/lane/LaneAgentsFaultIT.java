package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
import dev.headgate.sink.SinkRun;
import dev.headgate.testbed.FlumeInstall;
import dev.headgate.testbed.Supervisor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flume.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two agents in processes of their own, which are killed while one sends to the other. */
class LaneAgentsFaultIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final Pattern DEPTH = Pattern.compile("\"ChannelSize\":\"(\\d+)\"");
    private static final int EVENTS = 150_000;
    private static final int PUT = 10_000;
    private static final int KILLS = 2;

    private static final String SENDER = """
            sender.channels = journal
            sender.sinks = lane
            sender.channels.journal.type = dev.headgate.channel.journal.JournalChannel
            sender.channels.journal.directories = %1$s
            sender.sinks.lane.type = dev.headgate.sink.lane.LaneSink
            sender.sinks.lane.channel = journal
            sender.sinks.lane.targets = 127.0.0.1:%2$d
            sender.sinks.lane.batch-events = 50
            """;
    private static final String RECEIVER = """
            receiver.sources = in
            receiver.channels = journal
            receiver.sources.in.type = avro
            receiver.sources.in.bind = 127.0.0.1
            receiver.sources.in.port = %2$d
            receiver.sources.in.channels = journal
            receiver.channels.journal.type = dev.headgate.channel.journal.JournalChannel
            receiver.channels.journal.directories = %1$s
            """;
    private static final String LOG = """
            <Configuration>
              <Appenders><Console name="console"><PatternLayout pattern="%d %p %c{1}: %m%n"/></Console></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="console"/></Root></Loggers>
            </Configuration>
            """;

    private final Path folder;
    private final int port = freePort();
    private final int monitor = freePort();
    private final Supervisor supervisor;
    private final List<String> bodies =
            IntStream.range(0, EVENTS).mapToObj(number -> "event " + number).toList();

    LaneAgentsFaultIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        FlumeInstall install = FlumeInstall.assemble(
                folder.resolve("flume"),
                FlumeInstall.stockLib(HOME),
                List.of(jar("plugin-kit"), jar("flume-channels"), jar("flume-sinks")),
                List.of());
        this.supervisor = new Supervisor(install, Duration.ofMillis(100), told -> {});
    }

    @AfterEach
    void close() {
        supervisor.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "receiver", "sender receiver"})
    void landsEachEventOnceAndInOrderAlthoughAgentsAreKilled(String killed) throws Exception {
        fill();
        start("receiver", RECEIVER, "");
        start("sender", SENDER, " -Dflume.monitoring.type=http -Dflume.monitoring.port=" + monitor);
        long left = EVENTS;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = left;
            await().atMost(60, SECONDS)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> depth().orElse(before) < before - 10_000);
            left = depth().orElse(before);
            assertThat(left).as("events left at a kill").isPositive();
            for (String agent : killed.split(" ", -1)) {
                supervisor.kill(agent);
            }
        }
        await().atMost(120, SECONDS).until(() -> depth().orElse(EVENTS) == 0);
        supervisor.stopAll(List.of("sender", "receiver"), Duration.ofSeconds(30));

        JournalChannel landed = Receiver.journal(folder.resolve("receiver/journal"));
        assertThat(Receiver.bodies(Receiver.drain(landed))).isEqualTo(bodies);
        landed.stop();
    }

    private void fill() {
        JournalChannel journal = Receiver.journal(folder.resolve("sender/journal"));
        for (int from = 0; from < EVENTS; from += PUT) {
            List<Event> events = bodies.subList(from, from + PUT).stream()
                    .map(body -> SinkRun.event(body, Map.of("origin", "web-001")))
                    .toList();
            SinkRun.put(journal, events);
        }
        journal.stop();
    }

    private void start(String name, String conf, String options) throws IOException {
        Path home = folder.resolve(name);
        Path confFolder = Files.createDirectories(home.resolve("conf"));
        Files.writeString(confFolder.resolve("flume.conf"), conf.formatted(home.resolve("journal"), port));
        Files.writeString(confFolder.resolve("flume-env.sh"), "JAVA_OPTS=\"-Xmx256m" + options + "\"\n");
        Files.writeString(confFolder.resolve("log4j2.xml"), LOG);
        supervisor.start(name, confFolder, home.resolve("console.log"));
    }

    /** Events that the sender has yet to send; empty while it does not answer. */
    private OptionalLong depth() {
        try (InputStream page =
                URI.create("http://127.0.0.1:" + monitor + "/metrics").toURL().openStream()) {
            Matcher depth = DEPTH.matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            return depth.find() ? OptionalLong.of(Long.parseLong(depth.group(1))) : OptionalLong.empty();
        } catch (IOException away) {
            return OptionalLong.empty();
        }
    }

    private static Path jar(String module) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The jar of " + module + " is not built. Run mvn package -DskipTests."));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
