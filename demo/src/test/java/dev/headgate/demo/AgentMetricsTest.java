package dev.headgate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headgate.demo.AgentMetrics.Flow;
import dev.headgate.demo.FlowBoard.TierFlow;
import dev.headgate.kit.option.DataSize;
import dev.headgate.topology.place.Agent;
import dev.headgate.topology.place.Endpoint;
import dev.headgate.topology.place.Selector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentMetricsTest {
    private volatile String page = "";
    private final HttpServer server;
    private final FlowBoard board;

    AgentMetricsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        board = new FlowBoard(List.of(agent("edge-01", server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sumsTheComponentsOfAnAgent() throws InterruptedException {
        shows(10, 3, 7);

        assertThat(board.tiers()).containsExactly(new TierFlow("edge", 1, new Flow(20, 3, 7, 0)));
        assertThat(board.isDrained()).isFalse();
    }

    @Test
    void keepsWhatAnAgentHadCountedBeforeItDied() throws InterruptedException {
        shows(10, 3, 7);
        shows(1, 8, 0);

        assertThat(board.tiers()).containsExactly(new TierFlow("edge", 1, new Flow(22, 8, 0, 0)));
        assertThat(board.isDrained()).isTrue();
    }

    @Test
    void anAgentThatDoesNotAnswerIsNotDrained() throws InterruptedException {
        shows(10, 20, 0);
        server.stop(0);
        board.refresh();

        assertThat(board.tiers()).containsExactly(new TierFlow("edge", 1, new Flow(20, 20, 0, 0)));
        assertThat(board.isDrained()).isFalse();
    }

    private void shows(int in, int out, int buffered) throws InterruptedException {
        page = """
                # TYPE flume_source_event_accepted_total counter
                flume_source_event_accepted_total{name="web"} %d
                flume_source_event_accepted_total{name="from-tail"} %d
                flume_sink_event_drain_success_total{name="to-core"} %d
                flume_channel_size{name="hop"} %d
                """.formatted(in, in, out, buffered);
        board.refresh();
    }

    private static Agent agent(String name, int port) {
        return new Agent(
                name,
                "edge",
                name + ".example.com",
                List.of(),
                new Selector.Replicating(),
                List.of(),
                List.of(),
                new Agent.Jvm(new Endpoint("127.0.0.1", port), DataSize.ofMegabytes(256), "/var/log"));
    }
}
