package dev.headgate.testbed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.FlumeException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.event.EventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Path HOME = Path.of(System.getProperty("headgate.home"));
    private static final String CONF = """
            edge.sources = in
            edge.channels = buffer
            edge.sinks = out
            edge.sources.in.type = avro
            edge.sources.in.bind = 127.0.0.1
            edge.sources.in.port = %1$d
            edge.sources.in.channels = buffer
            edge.channels.buffer.type = file
            edge.channels.buffer.checkpointDir = %2$s/checkpoint
            edge.channels.buffer.dataDirs = %2$s/data
            edge.channels.buffer.capacity = 10000
            edge.sinks.out.type = file_roll
            edge.sinks.out.channel = buffer
            edge.sinks.out.sink.directory = %2$s/landed
            edge.sinks.out.sink.rollInterval = 0
            """;
    private static final String LOG = """
            <Configuration>
              <Appenders><Console name="console"><PatternLayout pattern="%d %p %c{1}: %m%n"/></Console></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="console"/></Root></Loggers>
            </Configuration>
            """;

    private final Path folder;
    private final Path conf;
    private final int port;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor;

    SupervisorIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("landed"));
        Files.writeString(conf.resolve("flume.conf"), CONF.formatted(port, folder));
        Files.writeString(conf.resolve("flume-env.sh"), "JAVA_OPTS=-Xmx200m\n");
        Files.writeString(conf.resolve("log4j2.xml"), LOG);
        FlumeInstall install =
                FlumeInstall.assemble(folder.resolve("flume"), FlumeInstall.stockLib(HOME), List.of(), List.of());
        this.supervisor = new Supervisor(install, Duration.ofMillis(100), told::add);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void startsAKilledAgentAgainAndItKeepsItsEvents() {
        supervisor.start("edge", conf, folder.resolve("edge.log"));
        send("before");
        long killed = supervisor.kill("edge");
        await().atMost(10, SECONDS).until(() -> supervisor.restarts("edge") == 1);
        send("after");

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(landed()).contains("before", "after"));
        assertThat(supervisor.pid("edge")).isNotEqualTo(killed);
        assertThat(supervisor.isAlive("edge")).isTrue();
        assertThat(told)
                .containsExactly(
                        "agent 'edge' started as process " + killed,
                        "agent 'edge' (process " + killed + ") ended with status 137; it is started again in 100 ms",
                        "agent 'edge' started as process " + supervisor.pid("edge"));
    }

    @Test
    void stopsAnAgentForGood() {
        supervisor.start("edge", conf, folder.resolve("edge.log"));
        send("before");

        supervisor.stopAll(List.of("edge"), Duration.ofSeconds(30));

        assertThat(supervisor.isAlive("edge")).isFalse();
        assertThat(supervisor.restarts("edge")).isZero();
        assertThat(told).last().isEqualTo("agent 'edge' stopped");
        assertThat(folder.resolve("edge.log"))
                .content()
                .contains("Shutting down configuration")
                .doesNotContain("WARN StatusLogger");
    }

    @Test
    void leavesNoProcessWhenItIsClosed() {
        supervisor.start("edge", conf, folder.resolve("edge.log"));
        ProcessHandle process = ProcessHandle.of(supervisor.pid("edge")).orElseThrow();

        supervisor.close();

        assertThat(process.isAlive()).isFalse();
    }

    /** Sends one event as soon as the agent takes it. */
    private void send(String body) {
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(FlumeException.class)
                .until(() -> {
                    RpcClient client = RpcClientFactory.getDefaultInstance("127.0.0.1", port);
                    try {
                        client.append(EventBuilder.withBody(body, java.nio.charset.StandardCharsets.UTF_8));
                        return true;
                    } catch (EventDeliveryException e) {
                        return false;
                    } finally {
                        client.close();
                    }
                });
    }

    private List<String> landed() {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("landed"))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
