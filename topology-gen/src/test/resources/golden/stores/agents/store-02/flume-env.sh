# Rendered by Headgate from stores.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent store-02. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx512m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=flume-2.example.com -Dflume.monitoring.port=41415"
