package dev.headgate.testbed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final StockAgent edge;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor;

    SupervisorIT(@TempDir Path folder) throws IOException {
        this.edge = new StockAgent("edge", folder.resolve("edge"));
        FlumeInstall install =
                FlumeInstall.assemble(folder.resolve("flume"), FlumeInstall.stockLib(HOME), List.of(), List.of());
        this.supervisor = new Supervisor(install, Duration.ofMillis(100), told::add);
    }

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void startsAKilledAgentAgainAndItKeepsItsEvents() {
        supervisor.start("edge", edge.conf(), edge.console());
        send("before");
        long killed = supervisor.kill("edge");
        await().atMost(60, SECONDS).until(() -> supervisor.restarts("edge") == 1);
        send("after");

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(edge.landed()).contains("{} before", "{} after"));
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
        supervisor.start("edge", edge.conf(), edge.console());
        send("before");

        supervisor.stopAll(List.of("edge"), Duration.ofSeconds(30));

        assertThat(supervisor.isAlive("edge")).isFalse();
        assertThat(supervisor.restarts("edge")).isZero();
        assertThat(told).last().isEqualTo("agent 'edge' stopped");
        assertThat(edge.console())
                .content()
                .contains("Shutting down configuration")
                .doesNotContain("WARN StatusLogger");
    }

    @Test
    void leavesNoProcessWhenItIsClosed() {
        supervisor.start("edge", edge.conf(), edge.console());
        ProcessHandle process = ProcessHandle.of(supervisor.pid("edge")).orElseThrow();

        supervisor.close();

        assertThat(process.isAlive()).isFalse();
    }

    /** Sends one event as soon as the agent takes it. */
    private void send(String body) {
        await().atMost(60, SECONDS)
                .ignoreExceptionsInstanceOf(FlumeException.class)
                .until(() -> {
                    RpcClient client = RpcClientFactory.getDefaultInstance("127.0.0.1", edge.port());
                    try {
                        client.append(EventBuilder.withBody(body, StandardCharsets.UTF_8));
                        return true;
                    } catch (EventDeliveryException e) {
                        return false;
                    } finally {
                        client.close();
                    }
                });
    }
}
