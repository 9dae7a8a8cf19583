package dev.headgate.sink.lane;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.headgate.channel.journal.JournalChannel;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Agents in processes of their own, started as users start them, with a folder each. */
public final class LaneAgents implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final String LOG = """
            <Configuration>
              <Appenders><Console name="console"><PatternLayout pattern="%d %p %c{1}: %m%n"/></Console></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="console"/></Root></Loggers>
            </Configuration>
            """;

    private final Path folder;
    private final Supervisor supervisor;
    private final Map<String, Integer> monitors = new HashMap<>();

    public LaneAgents(Path folder) {
        this.folder = folder;
        FlumeInstall install = FlumeInstall.assemble(
                folder.resolve("flume"),
                FlumeInstall.stockLib(HOME),
                Stream.of("plugin-kit", "flume-channels", "flume-sources", "interceptors", "flume-sinks")
                        .map(LaneAgents::jar)
                        .toList(),
                List.of());
        this.supervisor = new Supervisor(install, Duration.ofMillis(100), told -> {});
    }

    /** Starts an agent whose components are called as the agent and then as the keys say. */
    public void start(String name, Map<String, String> keys, String... javaOptions) throws IOException {
        Path conf = Files.createDirectories(folder.resolve(name).resolve("conf"));
        int monitor = freePort();
        monitors.put(name, monitor);
        Files.writeString(
                conf.resolve("flume.conf"),
                keys.entrySet().stream()
                        .map(key -> name + "." + key.getKey() + " = " + key.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
        Files.writeString(
                conf.resolve("flume-env.sh"),
                "JAVA_OPTS=\"-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dflume.monitoring.type=http -Dflume.monitoring.port=%d %s\"\n"
                        .formatted(monitor, String.join(" ", javaOptions)));
        Files.writeString(conf.resolve("log4j2.xml"), LOG);
        supervisor.start(name, conf, log(name));
    }

    /** Where an agent's journal of this name is. */
    public Path journal(String agent, String name) {
        return folder.resolve(agent).resolve(name);
    }

    /** The keys of a journal. */
    public Map<String, String> journalKeys(String agent, String name) {
        return Map.of(
                "channels." + name + ".type",
                JournalChannel.class.getName(),
                "channels." + name + ".directories",
                journal(agent, name).toString(),
                "channels." + name + ".segment-size",
                "4MB");
    }

    private Path log(String agent) {
        return folder.resolve(agent).resolve("console.log");
    }

    /** What the agent has logged. */
    public List<String> logged(String agent) throws IOException {
        return Files.readAllLines(log(agent));
    }

    public long kill(String agent) {
        return supervisor.kill(agent);
    }

    long pid(String agent) {
        return supervisor.pid(agent);
    }

    /** Stops agents for good, as systemd does. */
    public void stop(String... agents) {
        supervisor.stopAll(List.of(agents), Duration.ofSeconds(45));
    }

    /** What the journal of a stopped agent holds. */
    List<String> landed(String agent, String name) {
        JournalChannel landed = Receiver.journal(journal(agent, name));
        List<String> bodies = Receiver.bodies(Receiver.drain(landed));
        landed.stop();
        return bodies;
    }

    /** The sum of a metric over all components of the agent; empty while it does not answer or has no such metric. */
    public OptionalLong metric(String agent, String metric) {
        try (InputStream page = URI.create("http://127.0.0.1:" + monitors.get(agent) + "/metrics")
                .toURL()
                .openStream()) {
            Matcher found = Pattern.compile("\"" + metric + "\":\"(\\d+)\"")
                    .matcher(new String(page.readAllBytes(), StandardCharsets.UTF_8));
            OptionalLong sum = OptionalLong.empty();
            while (found.find()) {
                sum = OptionalLong.of(sum.orElse(0) + Long.parseLong(found.group(1)));
            }
            return sum;
        } catch (IOException away) {
            return OptionalLong.empty();
        }
    }

    /** Waits until the agent's channels are empty. */
    public void awaitEmpty(String agent) {
        await().atMost(150, SECONDS).until(() -> metric(agent, "ChannelSize").orElse(1) == 0);
    }

    private static Path jar(String module) {
        try (Stream<Path> files = Files.list(HOME.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The jar of " + module + " is not built. Run mvn package -DskipTests."));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }

    @Override
    public void close() {
        supervisor.close();
    }
}
