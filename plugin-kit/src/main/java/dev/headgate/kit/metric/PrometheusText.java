package dev.headgate.kit.metric;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes Flume's counters in the text format of Prometheus.
 *
 * <p>An attribute {@code EventPutSuccessCount} of channel {@code c1} becomes
 * {@code flume_channel_event_put_success_total{name="c1"}}; attributes that are no counters are gauges. What is no
 * number is left out.
 */
final class PrometheusText {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final String COUNTER_ENDING = "_count";

    private PrometheusText() {}

    /**
     * The page.
     *
     * @param components per component, named {@code CHANNEL.c1}, its attributes as JMX shows them
     */
    static String of(Map<String, Map<String, String>> components) {
        Map<String, StringBuilder> families = new TreeMap<>();
        new TreeMap<>(components).forEach((component, attributes) -> {
            int dot = component.indexOf('.');
            if (dot < 0) {
                return;
            }
            String type = component.substring(0, dot).toLowerCase(Locale.ROOT);
            String name = component.substring(dot + 1);
            new TreeMap<>(attributes).forEach((attribute, text) -> number(text)
                    .ifPresent(value -> families.computeIfAbsent(metricName(type, attribute), PrometheusText::header)
                            .append("%s{name=\"%s\"} %s\n"
                                    .formatted(metricName(type, attribute), escaped(name), value))));
        });
        StringBuilder page = new StringBuilder();
        families.values().forEach(page::append);
        return page.toString();
    }

    private static String metricName(String type, String attribute) {
        String snake = WORD_START.matcher(attribute).replaceAll("_").toLowerCase(Locale.ROOT);
        String own = snake.startsWith(type + "_") ? snake.substring(type.length() + 1) : snake;
        return "flume_" + type + "_"
                + (own.endsWith(COUNTER_ENDING)
                        ? own.substring(0, own.length() - COUNTER_ENDING.length()) + "_total"
                        : own);
    }

    private static StringBuilder header(String metric) {
        return new StringBuilder("# TYPE %s %s\n".formatted(metric, metric.endsWith("_total") ? "counter" : "gauge"));
    }

    private static Optional<String> number(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text)) ? Optional.of(text) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
