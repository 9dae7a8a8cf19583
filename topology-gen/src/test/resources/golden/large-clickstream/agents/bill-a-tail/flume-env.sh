# Rendered by Headgate from large-clickstream.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent bill-a-tail. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx256m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=bill-a.example.com -Dflume.monitoring.port=41414"
