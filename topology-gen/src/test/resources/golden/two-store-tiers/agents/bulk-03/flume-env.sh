# Rendered by Headgate from two-store-tiers.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent bulk-03. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx320m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=bulk-3.example.com -Dflume.monitoring.port=41415"
