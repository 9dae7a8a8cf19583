# Rendered by Headgate from large-clickstream.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent edge-01. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx384m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=edge-01.example.com -Dflume.monitoring.port=41416"
