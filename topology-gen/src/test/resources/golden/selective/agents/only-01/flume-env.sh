# Rendered by Headgate from selective.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent only-01. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx1024m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=one -Dflume.monitoring.port=7002"
