# Rendered by Headgate from environments.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent staging-store-01. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx384m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=stage-flume-1.example.com -Dflume.monitoring.port=41415"
