package dev.headgate.demo;

import dev.headgate.topology.place.Agent;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the metrics pages of all agents say at one moment, by agent. */
record MetricsPages(Map<Agent, List<String>> lines) {
    private static final Pattern EXPRESSION = Pattern.compile("^ +expr: (.+)$", Pattern.MULTILINE);
    private static final Pattern METRIC = Pattern.compile("(flume_[a-z_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(tier|name)=\"([^\"]*)\"");

    static MetricsPages of(Deployment deployment) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Map<Agent, List<String>> lines = new LinkedHashMap<>();
        for (Agent agent : deployment.agents()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + agent.metrics() + "/metrics"))
                    .build();
            String page = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
            lines.put(agent, page.lines().toList());
        }
        return new MetricsPages(lines);
    }

    /** The components of all agents whose counters were not started, or are not there at all. */
    List<String> notStarted() {
        return lines.entrySet().stream()
                .flatMap(page -> components(page.getKey())
                        .filter(component -> page.getValue().stream().noneMatch(line -> isStarted(line, component)))
                        .map(component -> page.getKey().name() + ": " + component))
                .toList();
    }

    private static Stream<String> components(Agent agent) {
        return Stream.of(
                        agent.sources().stream().map(source -> "source " + source.name()),
                        agent.channels().stream().map(channel -> "channel " + channel.name()),
                        agent.sinks().stream().map(sink -> "sink " + sink.name()))
                .flatMap(names -> names);
    }

    private static boolean isStarted(String line, String component) {
        String[] kindAndName = component.split(" ", 2);
        String sample = "flume_%s_start_time{name=\"%s\"} ".formatted(kindAndName[0], kindAndName[1]);
        return line.startsWith(sample) && Double.parseDouble(line.substring(sample.length())) > 0;
    }

    /** The metrics in the expressions of the alert rules that no agent has of which they speak. */
    List<String> unknownTo(String alertRules) {
        List<String> unknown = new ArrayList<>();
        EXPRESSION.matcher(alertRules).results().forEach(expression -> {
            Matcher metric = METRIC.matcher(expression.group(1));
            while (metric.find()) {
                if (!isKnown(metric.group(1), metric.group(2))) {
                    unknown.add(metric.group());
                }
            }
        });
        return unknown;
    }

    private boolean isKnown(String metric, String labels) {
        String tier = label("tier", labels);
        String name = label("name", labels);
        String sample = metric + "{" + (name.isEmpty() ? "" : "name=\"" + name + "\"");
        return lines.entrySet().stream()
                .filter(page -> tier.isEmpty() || page.getKey().tier().equals(tier))
                .anyMatch(page -> page.getValue().stream().anyMatch(line -> line.startsWith(sample)));
    }

    private static String label(String wanted, String labels) {
        Matcher label = LABEL.matcher(labels);
        while (label.find()) {
            if (label.group(1).equals(wanted)) {
                return label.group(2);
            }
        }
        return "";
    }
}
