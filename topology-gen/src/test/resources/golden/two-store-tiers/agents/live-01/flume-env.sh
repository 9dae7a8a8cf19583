# Rendered by Headgate from two-store-tiers.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent live-01. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx384m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=live-1.example.com -Dflume.monitoring.port=41415"
