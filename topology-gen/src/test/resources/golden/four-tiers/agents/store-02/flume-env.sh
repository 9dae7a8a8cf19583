# Rendered by Headgate from four-tiers.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent store-02. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx1024m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=store-2.example.com -Dflume.monitoring.port=41415"
