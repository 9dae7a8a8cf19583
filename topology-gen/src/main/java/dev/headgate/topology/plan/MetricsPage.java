package dev.headgate.topology.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an agent's page for Prometheus says of its channels and sources. Immutable.
 *
 * @param depths events by channel
 * @param sources those that run
 */
public record MetricsPage(Map<String, Long> depths, List<String> sources) {
    private static final Pattern CHANNEL = Pattern.compile("flume_channel_size\\{name=\"([^\"]*)\"} (\\S+)");
    private static final Pattern SOURCE = Pattern.compile("flume_source_[a-z_]+\\{name=\"([^\"]*)\"} \\S+");

    private static final Pattern STOPPED = Pattern.compile("flume_source_stop_time\\{name=\"([^\"]*)\"} 0*[1-9]\\S*");

    public MetricsPage {
        depths = Map.copyOf(depths);
        sources = List.copyOf(sources);
    }

    /**
     * Reads a page in the text format of Prometheus, as {@code dev.headgate.kit.metric.PrometheusMonitor} serves it.
     *
     * @return nothing where it says nothing of any channel
     */
    public static Optional<MetricsPage> read(String text) {
        Map<String, Long> depths = new TreeMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            Matcher channel = CHANNEL.matcher(line);
            if (channel.matches()) {
                number(channel.group(2)).ifPresent(events -> depths.put(channel.group(1), events));
            }
        }
        Set<String> sources = names(SOURCE, text);
        // Flume leaves the counters of a source that was stopped where they are, with the time of its end.
        sources.removeAll(names(STOPPED, text));
        return depths.isEmpty() ? Optional.empty() : Optional.of(new MetricsPage(depths, List.copyOf(sources)));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return text.lines()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of((long) Math.ceil(Double.parseDouble(text)));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
