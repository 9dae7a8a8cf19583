package dev.headgate.demo;

import dev.headgate.topology.place.Agent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the metrics pages of agents. A counter that has become smaller was that of an agent that died: what it had
 * counted is kept. Used by one thread.
 */
final class AgentMetrics {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Long> kept = new HashMap<>();

    /**
     * What flows through an agent.
     *
     * @param in events that its sources have stored
     * @param out events that its sinks have delivered
     * @param buffered events in its channels
     * @param unread bytes of tailed files that are not read yet
     */
    record Flow(long in, long out, long buffered, long unread) {
        static final Flow NONE = new Flow(0, 0, 0, 0);

        Flow plus(Flow other) {
            return new Flow(in + other.in, out + other.out, buffered + other.buffered, unread + other.unread);
        }
    }

    /** The flow of an agent, or nothing where its page does not answer. */
    Optional<Flow> read(Agent agent) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + agent.metrics() + "/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> page = client.send(request, HttpResponse.BodyHandlers.ofString());
            return page.statusCode() == 200 ? Optional.of(flow(agent.name(), page.body())) : Optional.empty();
        } catch (IOException doesNotAnswer) {
            return Optional.empty();
        }
    }

    private Flow flow(String agent, String page) {
        List<String> lines = page.lines().toList();
        return new Flow(
                grown(agent + " in", sum(lines, "flume_source_event_accepted_total")),
                grown(agent + " out", sum(lines, "flume_sink_event_drain_success_total")),
                sum(lines, "flume_channel_size"),
                sum(lines, "flume_source_bytes_behind"));
    }

    private long grown(String counter, long now) {
        long before = last.getOrDefault(counter, 0L);
        if (now < before) {
            kept.merge(counter, before, Long::sum);
        }
        last.put(counter, now);
        return kept.getOrDefault(counter, 0L) + now;
    }

    private static long sum(List<String> lines, String metric) {
        return lines.stream()
                .filter(line -> line.startsWith(metric + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
