package dev.headgate.kit.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.flume.Context;
import org.apache.flume.instrumentation.ChannelCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusMonitorTest {
    private final PrometheusMonitor monitor = new PrometheusMonitor();

    @AfterEach
    void stop() {
        monitor.stop();
    }

    @Test
    void servesWhatComponentsCount() throws Exception {
        ChannelCounter counter = new ChannelCounter("c1");
        counter.start();
        counter.setChannelSize(42);
        counter.addToEventPutSuccessCount(7);
        start("0");

        HttpResponse<String> page = get("/metrics");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.body())
                .contains("# TYPE flume_channel_size gauge\nflume_channel_size{name=\"c1\"} 42\n")
                .contains("""
                        # TYPE flume_channel_event_put_success_total counter
                        flume_channel_event_put_success_total{name="c1"} 7
                        """);
        counter.stop();
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws Exception {
        start("0");

        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpRequest post = HttpRequest.newBuilder(uri("/metrics"))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aBusyPortDoesNotStopTheAgent() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            start(String.valueOf(busy.getLocalPort()));

            assertThatIllegalStateException().isThrownBy(monitor::port);
        }
    }

    @Test
    void aBadKeyDoesNotStopTheAgent() {
        start("http");

        assertThatIllegalStateException().isThrownBy(monitor::port);
    }

    @Test
    void textsAreLeftOutAndNamesEscaped() {
        assertThat(PrometheusText.of(Map.of("SINK.a\"b", Map.of("Type", "SINK", "BatchCompleteCount", "3"))))
                .isEqualTo("""
                        # TYPE flume_sink_batch_complete_total counter
                        flume_sink_batch_complete_total{name="a\\"b"} 3
                        """);
    }

    private void start(String port) {
        Context context = new Context();
        context.put("type", PrometheusMonitor.class.getName());
        context.put("port", port);
        monitor.configure(context);
        monitor.start();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + monitor.port() + path);
    }
}
