package dev.headgate.kit.metric;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;

/** The keys of {@link PrometheusMonitor}, given to the JVM as {@code -Dflume.monitoring.KEY=VALUE}. */
public final class PrometheusOptions implements DeclaredComponent {
    static final Option<String> ADDRESS =
            Option.text("address", "Address to listen on.").defaultsTo("127.0.0.1");
    static final Option<Long> PORT = Option.integer("port", "Port to listen on; 0 takes a free one.")
            .required()
            .atLeast(0L)
            .atMost(65535L);

    static final ComponentOptions DECLARATION = ComponentOptions.of(
            ComponentKind.MONITOR,
            "dev.headgate.kit.metric.PrometheusMonitor",
            "Serves the metrics of an agent's components to Prometheus at `/metrics`.",
            ADDRESS,
            PORT);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }
}
