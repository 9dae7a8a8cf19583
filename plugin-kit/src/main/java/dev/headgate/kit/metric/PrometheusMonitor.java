package dev.headgate.kit.metric;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headgate.kit.option.Configured;
import dev.headgate.kit.option.OptionsException;
import dev.headgate.kit.option.Values;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.flume.Context;
import org.apache.flume.instrumentation.MonitorService;
import org.apache.flume.instrumentation.util.JMXPollUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the metrics of an agent to Prometheus at {@code http://ADDRESS:PORT/metrics}.
 *
 * <p>An agent loads it with {@code -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor}. It shows what
 * every component, ours or stock, counts in JMX. Events matter more than their metrics: where it cannot listen it says
 * so as an error and lets the agent work. Requests are answered one after the other on a thread of its own.
 */
public final class PrometheusMonitor implements MonitorService {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusMonitor.class);
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private @Nullable Configured<InetSocketAddress> configured;
    private @Nullable HttpServer server;

    @Override
    public void configure(Context context) {
        configured = Configured.read(
                PrometheusOptions.DECLARATION,
                "flume.monitoring",
                context.getParameters(),
                PrometheusMonitor::listenAddress,
                LOG);
    }

    @Override
    public void start() {
        if (configured == null) {
            throw new IllegalStateException("The monitor was started before it was configured.");
        }
        InetSocketAddress address;
        try {
            address = configured.settings();
        } catch (OptionsException alreadyLogged) {
            LOG.error("No metrics are served until the keys of flume.monitoring are mended.");
            return;
        }
        try {
            HttpServer started = HttpServer.create(address, 0);
            started.createContext("/", PrometheusMonitor::answer);
            started.start();
            server = started;
            LOG.info("Metrics are served at http:/{}/metrics.", started.getAddress());
        } catch (IOException refused) {
            LOG.error(
                    "Serving metrics at '{}' failed: {}. Free the port or change flume.monitoring.port; events flow"
                            + " all the same.",
                    address,
                    refused.getMessage());
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** The port that it listens on. */
    int port() {
        if (server == null) {
            throw new IllegalStateException("The monitor does not listen.");
        }
        return server.getAddress().getPort();
    }

    private static InetSocketAddress listenAddress(Values values) {
        return new InetSocketAddress(
                values.get(PrometheusOptions.ADDRESS),
                values.get(PrometheusOptions.PORT).intValue());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                send(exchange, 404, "The metrics are at /metrics.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "Metrics can only be read: GET.\n");
            } else {
                send(exchange, 200, PrometheusText.of(JMXPollUtil.getAllMBeans()));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
